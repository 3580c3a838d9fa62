// What the schema, accounts, replies, pushes and errors say in the view of messages.

import { accountOf, type Place, type Visit } from './place.ts'

async function echo({ tester, text }: Visit): Promise<void> {
  await tester.choose('echo')
  await tester.field('text').fill(text)
  await tester.send()
  await tester.reply.getByText('OK', { exact: true }).waitFor()
}

export const MESSAGES: readonly Place[] = [
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
