// The peer: a raw uWebSockets.js echo on one thread, nothing else.

import { App, us_listen_socket_close, us_socket_local_port } from 'uWebSockets.js'

const app = App()
app.ws('/*', {
  idleTimeout: 0,
  message: (socket, data, isBinary) => void socket.send(data, isBinary),
})
app.listen('127.0.0.1', 0, socket => {
  if (!socket) throw new Error('no port')
  process.send?.({ port: us_socket_local_port(socket as never) })
  process.once('disconnect', () => {
    us_listen_socket_close(socket)
    app.close()
  })
})
