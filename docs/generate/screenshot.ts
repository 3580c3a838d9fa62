// The picture of the tester page in the README: two players of the demo who log in, sign and chat.

import { DEMO } from '../../test/kit/game-server.ts'
import { startTestServer } from '../../test/support/server/server.ts'
import { sharedChromium } from '../../test/web/support/chromium.ts'
import { Tester } from '../../test/web/support/tester.ts'

export async function takeScreenshot(file: string): Promise<void> {
  const server = await startTestServer({ game: DEMO, web: { enabled: true } })
  const browser = await sharedChromium()
  try {
    const url = `http://127.0.0.1:${server.server.webPort}`
    const tester = await Tester.open(browser, url, { viewport: { width: 1200, height: 660 } })
    await play(tester)
    await tester.page.screenshot({ path: file })
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function play(tester: Tester): Promise<void> {
  const ask = async (number: number, name: string, body?: object) => {
    await tester.select(number)
    await tester.choose(name)
    if (body) await tester.writeJson(JSON.stringify(body, null, 2))
    await tester.send()
  }
  await tester.connect('ann')
  await tester.add()
  await tester.connect('bob', 2)
  await ask(1, 'sign')
  await tester.row(/1↑sign.*sign_cnt: 1/).waitFor()
  await ask(1, 'room_join', { kind: 'world' })
  await ask(2, 'room_join', { kind: 'world' })
  await tester.row(/2↑room_join.*world-1/).waitFor()
  await ask(2, 'board_top', { board: 'gold' })
  await ask(2, 'room_say', { id: 'world-1', text: 'Good morning! 早上好' })
  await tester.row(/1↓room_message/).waitFor()
}
