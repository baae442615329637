// jsreport with its own samples, behind the name and password in the environment; tells its port.
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
    admin: { username: process.env.SERVICE_USERNAME, password: process.env.SERVICE_PASSWORD },
    cookieSession: { secret: process.env.SERVICE_PASSWORD }
  })
)
reporter.use(require('@jsreport/jsreport-sample-template')({ createSamples: true }))
reporter.init().then(
  () => console.log('listening on ' + reporter.express.server.address().port),
  (problem) => {
    console.error(problem)
    process.exit(1)
  }
)
process.stdin.resume().on('end', () => process.exit())
