// The tables over HTTP, to read: for the tester page, on the web port.

import { AppError } from '../core/errors.ts'
import type { Ref } from '../core/service/ref.ts'
import type { WebRoutes } from '../setup/routes.ts'
import type { TableService } from './table-service.ts'

/** Rows in an answer where the request does not say how many; at most 500. */
const PAGE = 50

export function tableRoutes(tables: Ref<TableService>): WebRoutes {
  return {
    /** Every table with its columns, the version, and how the last replacement ended. */
    'GET /api/tables': async () => {
      const [list, status] = await Promise.all([tables.call.list(), tables.call.status()])
      return Response.json({ tables: list, ...status })
    },
    /** `?table=sign&from=0&count=50` */
    'GET /api/tables/rows': async request => {
      const { searchParams } = new URL(request.url)
      const table = searchParams.get('table') ?? ''
      const [from, count] = [numberOf(searchParams, 'from', 0), numberOf(searchParams, 'count', PAGE)]
      const page = await tables.call.rows({ table, from, count })
      if (!page) throw new AppError('BAD_MESSAGE', `there is no table "${table.slice(0, 100)}"`)
      return Response.json(page)
    },
  }
}

function numberOf(params: URLSearchParams, name: string, otherwise: number): number {
  const text = params.get(name)
  if (text === null) return otherwise
  if (!/^\d{1,9}$/.test(text))
    throw new AppError('BAD_MESSAGE', `${name}: expected a number, got "${text.slice(0, 100)}"`)
  return Number(text)
}
