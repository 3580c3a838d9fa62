// The chat panel of one player, with the words of its user.

import type { Locator } from 'playwright-core'
import type { Tester } from './tester.ts'

export class ChatPanel {
  readonly tester: Tester
  readonly column: Locator

  constructor(tester: Tester, account: string) {
    this.tester = tester
    this.column = tester.page.getByRole('region', { name: `Chat: ${account}`, exact: true })
  }

  /** A page of its own, connected as `account`. */
  static async open(opening: Promise<Tester>, account: string): Promise<ChatPanel> {
    const tester = await opening
    await tester.connect(account)
    await tester.show('Chat')
    return new ChatPanel(tester, account)
  }

  /** Goes to the list of rooms. */
  async rooms(): Promise<void> {
    await this.column.getByRole('button', { name: 'Rooms', exact: true }).click()
  }

  async create(name: string): Promise<void> {
    await this.rooms()
    await this.column.getByLabel('Room name').fill(name)
    await this.column.getByRole('button', { name: 'Create' }).click()
    await this.column.getByRole('region', { name, exact: true }).waitFor()
  }

  async join(name: string): Promise<void> {
    await this.rooms()
    const room = this.column.getByRole('listitem').filter({ hasText: name })
    await room.getByRole('button', { name: 'Join' }).click()
    await this.column.getByRole('region', { name, exact: true }).waitFor()
  }

  /** The button that tells how many are there, and opens who. */
  members(count: number): Locator {
    return this.column.getByRole('button', { name: `Members (${count})` })
  }

  async say(text: string): Promise<void> {
    await this.column.getByLabel('Say something').fill(text)
    await this.column.getByLabel('Say something').press('Enter')
  }

  async hear(text: string): Promise<void> {
    await this.column.getByRole('article').filter({ hasText: text }).waitFor()
  }

  close(): Promise<void> {
    return this.tester.close()
  }
}
