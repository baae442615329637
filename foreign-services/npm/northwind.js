// The service that odata-v4-server is tested with by its makers; tells its port.
const { ODataServer } = require('odata-v4-server')
const create = ODataServer.create
// the model starts servers of its own, on ports that may be taken
ODataServer.create = () => undefined
const { TestServer } = require('odata-v4-server/build/test/test.model')
const server = create.call(TestServer, '/odata', 0, '127.0.0.1')
server.on('listening', () => console.log('listening on ' + server.address().port))
process.stdin.resume().on('end', () => process.exit())
