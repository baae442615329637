// jsreport with its own samples. It knows one user by name and password, and by the tokens that
// oidc-provider, an authority of others, gives to a client of the same name and secret.
const http = require('http')

const username = process.env.SERVICE_USERNAME
const password = process.env.SERVICE_PASSWORD
const reportsSecret = require('crypto').randomUUID()

async function startAuthority() {
  const { default: Provider } = await import('oidc-provider')
  const server = http.createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = 'http://127.0.0.1:' + server.address().port
  const client = (id, secret) => ({
    client_id: id,
    client_secret: secret,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: []
  })
  const provider = new Provider(issuer, {
    clients: [client(username, password), client('reports', reportsSecret)],
    scopes: ['read'],
    features: {
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      devInteractions: { enabled: false }
    }
  })
  server.on('request', provider.callback())
  return issuer
}

async function startReports(issuer) {
  const reporter = require('@jsreport/jsreport-core')({
    rootDirectory: __dirname,
    httpPort: 0,
    loadConfig: false,
    discover: false,
    store: { provider: 'memory' },
    logger: { silent: true }
  })
  reporter.use(require('@jsreport/jsreport-express')({ hostname: '127.0.0.1' }))
  reporter.use(require('@jsreport/jsreport-handlebars')())
  reporter.use(require('@jsreport/jsreport-data')())
  reporter.use(
    require('@jsreport/jsreport-authentication')({
      admin: { username, password },
      cookieSession: { secret: reportsSecret },
      authorizationServer: {
        name: 'oidc-provider',
        issuer,
        endpoints: {
          jwks: issuer + '/jwks',
          authorization: issuer + '/auth',
          token: issuer + '/token',
          introspection: issuer + '/token/introspection',
          userinfo: issuer + '/me'
        },
        studioClient: { clientId: 'reports', clientSecret: reportsSecret },
        apiResource: { clientId: 'reports', clientSecret: reportsSecret },
        usernameField: 'client_id'
      }
    })
  )
  reporter.use(require('@jsreport/jsreport-sample-template')({ createSamples: true }))
  await reporter.init()
  return reporter.express.server.address().port
}

startAuthority()
  .then(async (issuer) => {
    const port = await startReports(issuer)
    console.log('tokens at ' + issuer + '/token')
    console.log('listening on ' + port)
  })
  .catch((problem) => {
    console.error(problem)
    process.exit(1)
  })
process.stdin.resume().on('end', () => process.exit())
