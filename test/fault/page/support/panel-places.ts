// What players, rooms, boards and tables say in the panels.

import type { Place, Visit } from './place.ts'

async function join({ tester: { page } }: Visit): Promise<void> {
  await page.locator('.room-list').getByRole('button', { name: 'Join', exact: true }).click()
  await page.locator('.chat-room').waitFor()
}

export const PANELS: readonly Place[] = [
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
    place: 'who has said something', // with the uid of the page's own player
    shown: 'account',
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
    shown: 'account',
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
    go: async ({ tester: { page }, server }) => {
      await page.getByRole('link', { name: 'Game', exact: true }).click()
      await page.getByRole('button', { name: 'Find opponent' }).waitFor()
      server.push('duel_begun')
      return page.locator('.demo-card [role=status]')
    },
  },
]

export const TABLES: readonly Place[] = [
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
