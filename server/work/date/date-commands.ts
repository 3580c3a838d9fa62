// What operators ask of dates.

import { z } from 'zod'
import { AppError } from '../../core/errors.ts'
import type { Node } from '../../core/node/node.ts'
import { type CommandPage, type Commands, command, PAGE, pageOf } from '../../setup/commands.ts'
import { DATES, type DateService } from './date-service.ts'

export const dateCommands = (node: Node): Commands => ({
  dates: command({
    summary: 'lists what is to be done at a date, in that order',
    options: PAGE,
    run: ({ from, limit }) => list(node, from, limit),
  }),
  'dates cancel': command({
    summary: 'cancels a date; of one that has begun it is not known whether it was done',
    scope: 'operate',
    args: { id: z.string() },
    async run({ id }) {
      await expectThere(node, id)
      const isCancelled = await (await datesOf(node)).call.cancel(id)
      return { date: id, cancelled: isCancelled ? 'before it began' : 'after it had begun' }
    },
  }),
  'dates move': command({
    summary: 'moves a date that has not begun to another moment, such as 2026-12-24T18:00Z',
    scope: 'operate',
    args: { moment: z.iso.datetime({ offset: true }), id: z.string() },
    async run({ moment, id }) {
      await expectThere(node, id)
      const due = new Date(moment)
      if (!(await (await datesOf(node)).call.move(id, due.getTime())))
        throw new AppError('BAD_MESSAGE', `id: the date ${id} has begun, it can only be cancelled`)
      return { date: id, due: due.toISOString() }
    },
  }),
})

const datesOf = (node: Node) => node.query<DateService>(DATES)

async function list(node: Node, from: number, limit: number): Promise<CommandPage> {
  const { rows, total } = await (await datesOf(node)).call.list(from, limit)
  return pageOf(rows, from, total)
}

async function expectThere(node: Node, id: string): Promise<void> {
  if (!(await (await datesOf(node)).call.find(id)))
    throw new AppError('BAD_MESSAGE', `id: there is no date ${id}`)
}
