// Every place of the page that shows what others wrote, in the order in which a user comes by: how to get there, and where
// the text then stands.

import type { Locator } from 'playwright-core'
import type { Tester } from '../../../web/support/tester.ts'
import type { HostileServer } from './hostile-server.ts'
import { beginningOf } from './hostile-texts.ts'

export interface Visit {
  tester: Tester
  server: HostileServer
  /** What the server says; the account, too, as far as accounts may be that long. */
  text: string
}

export interface Place {
  place: string
  /** Goes there; what has the text in it. */
  go: (visit: Visit) => Promise<Locator>
  /** `preview`: its first characters, or those of its JSON; `account`: as much as an account may have; all without it. */
  shown?: 'preview' | 'account'
}

/** Of an account: as many characters as the page's field takes. */
const ACCOUNT = 64
export const accountOf = (text: string): string => text.slice(0, ACCOUNT)

const steps = (text: string) => [
  { kind: 'send', name: text, text, connection: 1, format: 'binary', repeat: 1, expect: `a = ${text}` },
  { kind: 'push', name: text, connection: 1, ms: 1, expect: `a = ${text}` },
]

async function importScenario({ tester: { page }, text }: Visit): Promise<void> {
  const file = { gatehouse: 'scenarios', scenarios: [{ name: text, steps: steps(text) }] }
  await page.getByRole('region', { name: 'Scenarios' }).getByRole('button', { name: 'More' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import' }).click()
  const buffer = Buffer.from(JSON.stringify(file))
  await (await chooser).setFiles({ name: 'x.json', mimeType: 'application/json', buffer })
  await page.keyboard.press('Escape')
}

async function join({ tester: { page } }: Visit): Promise<void> {
  await page.locator('.room-list').getByRole('button', { name: 'Join', exact: true }).click()
  await page.locator('.chat-room').waitFor()
}

async function echo({ tester, text }: Visit): Promise<void> {
  await tester.choose('echo')
  await tester.field('text').fill(text)
  await tester.send()
  await tester.reply.getByText('OK', { exact: true }).waitFor()
}

const SCENARIOS: Place[] = [
  {
    place: 'the name of a scenario in the list',
    go: async visit => {
      await visit.tester.show('Scenarios')
      await importScenario(visit)
      return visit.tester.page.locator('.scenario-list .row-name')
    },
  },
  {
    place: 'the name of a scenario to change',
    go: async ({ tester }) => tester.page.getByLabel('Name', { exact: true }),
  },
  {
    place: 'the line of a step',
    go: async ({ tester }) => tester.page.getByRole('listitem', { name: 'Step 1' }).locator('.row-name'),
  },
  {
    place: 'the fields of a step',
    go: async ({ tester }) => {
      const step = tester.page.getByRole('listitem', { name: 'Step 1' })
      await step.locator('button.row').click()
      return step.getByLabel('Body')
    },
  },
  {
    place: 'why a run has failed',
    go: async ({ tester: { page } }) => {
      await page.getByRole('button', { name: 'Run' }).click()
      await page.getByText(/^Step 1 failed/).waitFor()
      return page.locator('.run-status')
    },
  },
  {
    place: 'a toast',
    go: async ({ tester: { page } }) => {
      await page.locator('.scenario-pane .pane-head').getByRole('button', { name: 'Remove' }).click()
      return page.locator('.toast')
    },
  },
]

const MESSAGES: Place[] = [
  {
    place: 'the comment of a message in the list',
    go: async ({ tester }) => {
      await tester.show('Messages')
      return tester.page.getByRole('button', { name: /^echo/ }).locator('.comment')
    },
  },
  {
    place: 'the comment of the message that is written',
    go: async ({ tester }) => {
      await tester.choose('room_history')
      return tester.page.locator('.composer .purpose')
    },
  },
  {
    place: 'the comment of a field',
    go: async ({ tester }) => {
      await tester.choose('room_create')
      return tester.page.locator('.composer .writer')
    },
  },
  {
    place: 'what a reply will hold',
    go: async ({ tester }) => tester.reply,
  },
  {
    place: 'the account in the line of connections',
    shown: 'account',
    go: async ({ tester, text }) => {
      await tester.connect(accountOf(text))
      return tester.tab(1).locator('.player-name')
    },
  },
  {
    place: 'the account in the settings of a connection',
    shown: 'account',
    go: async ({ tester }) => {
      const settings = await tester.settings()
      return settings.locator('.connection-status')
    },
  },
  {
    place: 'the account on Send',
    shown: 'account',
    go: async ({ tester }) => {
      await tester.closeSettings()
      return tester.sendButton
    },
  },
  {
    place: 'the account in the palette',
    shown: 'account',
    go: async ({ tester: { page }, text }) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Go to' }).fill(accountOf(text).trim().slice(0, 5))
      return page.locator('.palette')
    },
  },
  {
    place: 'a reply as a tree',
    shown: 'preview',
    go: async visit => {
      await visit.tester.page.keyboard.press('Escape')
      await echo(visit)
      return visit.tester.reply.locator('.tree')
    },
  },
  {
    place: 'a field of the form',
    go: async ({ tester }) => tester.field('text'),
  },
  {
    place: 'a row of the log',
    shown: 'preview',
    go: async ({ tester }) => tester.row('echo').locator('.preview'),
  },
  {
    place: 'a push in the log',
    shown: 'preview',
    go: async ({ tester, server }) => {
      server.push('whispered')
      return tester.row('whispered').locator('.preview')
    },
  },
  {
    place: 'the details of an entry',
    shown: 'preview',
    go: async ({ tester }) => {
      await tester.row('whispered').click()
      return tester.page.locator('.entry-detail .tree')
    },
  },
  {
    place: 'the details as JSON',
    shown: 'preview',
    go: async ({ tester }) => {
      await tester.log.getByRole('tab', { name: 'JSON' }).click()
      return tester.page.locator('.entry-detail .json')
    },
  },
  {
    place: 'the history',
    shown: 'preview',
    go: async ({ tester: { page } }) => {
      await page.getByRole('button', { name: 'Close the details' }).click()
      await page.getByRole('button', { name: 'History', exact: true }).click()
      return page.locator('.history-item .comment').first()
    },
  },
  {
    place: 'the code of an error',
    go: async ({ tester, server }) => {
      await tester.page.getByRole('button', { name: 'All', exact: true }).click()
      server.refuse(true)
      await tester.choose('sign')
      await tester.send()
      await tester.reply.locator('.failure').waitFor()
      return tester.reply.locator('.outcome .tag')
    },
  },
  {
    place: 'the text of an error',
    go: async ({ tester }) => tester.reply.locator('.failure'),
  },
  {
    place: 'an error in the log',
    go: async ({ tester, server }) => {
      server.refuse(false)
      return tester.log.locator('.failed .preview')
    },
  },
]

const PANELS: Place[] = [
  {
    place: 'the name of a room in the list',
    go: async ({ tester }) => {
      await tester.show('Chat')
      return tester.page.locator('.room-list .room strong')
    },
  },
  {
    place: 'the name of the room that one is in',
    go: async visit => {
      await join(visit)
      return visit.tester.page.locator('.room-tabs .chip').nth(1)
    },
  },
  {
    place: 'who has said something',
    go: async ({ tester }) => tester.page.locator('.chat-message strong'),
  },
  {
    place: 'what was said',
    go: async ({ tester }) => tester.page.locator('.chat-message p'),
  },
  {
    place: 'a whisper',
    go: async ({ tester, server }) => {
      server.push('whispered')
      return tester.page.locator('.notice[role=alert]')
    },
  },
  {
    place: 'a member',
    go: async ({ tester: { page } }) => {
      await page.getByRole('button', { name: /^Members/ }).click()
      return page.locator('.member strong')
    },
  },
  {
    place: 'what was refused in the chat',
    go: async ({ tester: { page }, server }) => {
      await page.keyboard.press('Escape')
      server.refuse(true)
      await page.getByLabel('Say something').fill('anything')
      await page.getByLabel('Say something').press('Enter')
      await page.locator('.notice.bad[role=alert]').waitFor()
      return page.locator('.notice.bad[role=alert]')
    },
  },
  {
    place: 'why a room is over',
    go: async ({ tester, server }) => {
      server.refuse(false)
      server.push('room_closed')
      return tester.page.locator('.chat-room .tag.warn')
    },
  },
  {
    place: 'the name of a board',
    go: async ({ tester }) => {
      await tester.show('Boards')
      return tester.page.locator('.board-tools option')
    },
  },
  {
    place: 'a player on a board',
    go: async ({ tester }) => tester.page.locator('.board .data-table td').nth(1),
  },
  {
    place: 'the opponent of a duel',
    go: async ({ tester: { page }, server, text }) => {
      await page.getByRole('link', { name: 'Game', exact: true }).click()
      await page.getByRole('button', { name: 'Find an opponent' }).waitFor()
      server.push('duel_begun')
      // Who plays against oneself is not named.
      const isNamed = accountOf(text) !== text
      return isNamed ? page.locator('.demo-card [role=status]') : page.locator('.player-tab')
    },
  },
]

const TABLES: Place[] = [
  {
    place: 'the name of a table',
    go: async ({ tester: { page } }) => {
      await page.getByRole('link', { name: 'Tables', exact: true }).click()
      return page.locator('.table-list .row-name')
    },
  },
  { place: 'the head of a table', go: async ({ tester }) => tester.page.locator('.table-rows h2') },
  { place: 'the name of a column', go: async ({ tester }) => tester.page.locator('.data-table th').first() },
  { place: 'a cell', go: async ({ tester }) => tester.page.locator('.data-table td').first() },
  {
    place: 'a nested value of a cell',
    shown: 'preview',
    go: async ({ tester }) => tester.page.locator('.data-table td').nth(1),
  },
  {
    place: 'why a table was refused',
    go: async ({ tester }) => tester.page.locator('.problems'),
  },
  {
    place: 'what a replacement has changed',
    go: async ({ tester: { page }, server }) => {
      server.isReplaced = true
      await page.locator('.problems').waitFor({ state: 'detached' })
      return page.locator('.last-replacement')
    },
  },
]

const LAST: Place[] = [
  {
    place: 'why a connection was closed',
    shown: 'preview',
    go: async ({ tester, server }) => {
      await tester.show('Messages')
      server.closeAll()
      await tester.row('4777').waitFor()
      return tester.row('4777').locator('.preview')
    },
  },
  {
    place: 'a mistake in a file on disk',
    shown: 'preview',
    go: async ({ tester: { page }, server, text }) => {
      server.saveFile(`${beginningOf(text)}.sproto`, '.Odd {')
      await page.reload()
      return page.locator('.notice')
    },
  },
]

export const PLACES: readonly Place[] = [...SCENARIOS, ...MESSAGES, ...PANELS, ...TABLES, ...LAST]
