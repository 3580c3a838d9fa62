// A thread that holds a table, by the shared form or as plain objects of its own, until it is told to end.

import { parentPort } from 'node:worker_threads'
import { TableHolder } from '../../../server/table/read/holder.ts'
import { collectGarbage } from '../../fault/support/collect-garbage.ts'
import { makeRows, mapOf, set } from './table-rows.ts'

const held: unknown[] = []

parentPort!.on('message', (message: { buffer: SharedArrayBuffer } | { rows: number }) => {
  if ('buffer' in message) {
    const holder = new TableHolder(set, message.buffer)
    let sum = 0
    for (const { price } of holder.tables.item) sum += price
    held.push(holder, sum)
  } else if (message.rows > 0) held.push(mapOf(makeRows(message.rows)))
  collectGarbage()
  parentPort!.postMessage('held')
})
