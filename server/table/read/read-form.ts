// Reads any form by its own description, whatever definitions it was made for: for differences between versions and
// for showing rows. Handlers read through a TableHolder instead.

import { type Form, type FormTable, openForm } from '../form/form.ts'
import { generateTable } from './generate.ts'
import type { TableBase } from './table-base.ts'
import { View } from './view.ts'

export interface ReadTable {
  form: FormTable
  table: TableBase
}

/** Small, as these readers pass over everything once. */
const CACHE_BYTES = 1 << 20

export function readForm(buffer: SharedArrayBuffer, form: Form = openForm(buffer)): Map<string, ReadTable> {
  const view = new View(form, { cacheBytes: CACHE_BYTES })
  return new Map(
    form.tables.map(described => {
      const made = generateTable(described)
      const table = new made()
      made.attach(table, view, described)
      return [described.name, { form: described, table }]
    }),
  )
}
