// A drain that stops the server, and what the stop says of what could not be saved.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDeferred } from '../../../server/lib/deferred.ts'
import { startServer } from '../../../server/server.ts'
import { startGame } from '../../kit/index.ts'
import { openClient } from '../../support/client/raw-client.ts'
import { askConsole } from '../../support/server/console-client.ts'
import { testConfig } from '../../support/server/server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { workers } from '../../support/workers.ts'

test.each(workers(1))(
  'with %i workers, a drain has the server stopped when everything is saved',
  async threads => {
    const asked = createDeferred<string>()
    const config = testConfig({ threads, web: { enabled: true, port: 0 } }, temporaryFolder())
    const server = await startServer(config, { onStop: asked.resolve })
    const ann = await openClient({ port: server.gatePort })
    await ann.login('ann')
    await ann.ask('sign')
    expect(await askConsole(server.consolePort!, 'drain')).toMatchObject({ next: 'the server stops' })
    expect(await asked.promise).toMatch(/^drained by console 127/)
    expect((await fetch(`http://127.0.0.1:${server.webPort}/healthz`)).status).toBe(200)
    expect(await server.stop()).toEqual({ problems: [], stuck: [] })
    expect((await ann.closed).code).toBe(4002)
  },
)

test('a stop names whom it could not save, and where their changes are', async () => {
  const game = await startGame({ threads: 0, stopTimeout: 3000 })
  const ann = await game.player('ann')
  game.store.fail()
  await ann.request.sign()
  const { problems } = await game.server.stop()
  const [file] = readdirSync(join(game.folder, 'unsaved'))
  expect(problems.join()).toContain(`1 roles could not be saved: ann (${ann.uid}); `)
  expect(problems.join()).toContain(`${file} has their changes, the next start applies it`)
})
