// GET /metrics, for Prometheus.

import type { WebRoutes } from '../../setup/routes.ts'
import type { Gathering } from './gathering.ts'

/** Of the text format, as prom-client writes it. */
const TYPE = 'text/plain; version=0.0.4; charset=utf-8'

export const metricsRoutes = (gathering: Gathering): WebRoutes => ({
  'GET /metrics': async () => new Response(await gathering.scrape(), { headers: { 'content-type': TYPE } }),
})
