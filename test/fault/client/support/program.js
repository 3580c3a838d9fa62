// A small game that plays once: what a project outside writes.

import { CLOSE, connect, RequestError, wxSocket } from './net/client.js'

async function play(format) {
  const game = await connect(given.url, {
    format,
    socket: wxSocket(wx),
    login: request => request.login({ acc: `${given.account} ${format}` }),
  })
  const { sign_cnt } = await game.request.sign()
  const { room } = await game.request.room_create({ kind: 'chat', name: '大厅' })
  const heard = new Promise(resolve => game.on.room_message(resolve))
  await game.request.room_say({ id: room.id, text: 'hello, 你好 🎮' })
  const { text } = await heard
  const refused = await game.request.room_join({ id: '1' }).catch(error => error)
  const closed = new Promise(resolve => game.listen('closed', resolve))
  game.close()
  return {
    sign_cnt,
    name: room.name,
    text,
    refused: refused instanceof RequestError && refused.code,
    closed: (await closed).code,
    stopping: CLOSE.STOPPING,
  }
}

Promise.all([play('binary'), play('text')]).then(report.done, report.failed)
