// The page's suites: a server with the page for each, started before its first test and stopped after its last.

import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { DEMO } from '../../kit/game-server.ts'
import { type Settings, startTestServer, type TestServer } from '../../support/server/server.ts'
import { chromiumPath, sharedChromium } from './chromium.ts'
import { OddServer } from './odd-server.ts'
import { Tester } from './tester.ts'

export interface Site<S> {
  readonly server: S
  readonly url: string
  /** The page in a window of its own. Close it: that checks what the browser complained about. */
  open(options?: BrowserContextOptions): Promise<Tester>
}

interface Running<S> {
  server: S
  url: string
  /** Other origins that the page may ask. */
  others?: string[]
}

/** Tests of the page, skipped where there is no Chromium. */
export const describePage = (name: string, tests: () => void): void =>
  void describe.skipIf(!chromiumPath)(name, tests)

/** The demo and its page; call it in a suite. */
export const useDemoPage = (settings: Settings = {}): Site<TestServer> =>
  usePage(async () => {
    const server = await startTestServer({ game: DEMO, ...settings, web: { enabled: true } })
    const { webPort, loginPort } = server.server
    const others = loginPort === undefined ? [] : [`http://127.0.0.1:${loginPort}`]
    return { server, url: `http://127.0.0.1:${webPort}`, others }
  })

/** A server whose schema the page has never seen, and the page; call it in a suite. */
export const useOddPage = (): Site<OddServer> =>
  usePage(async () => {
    const server = new OddServer()
    await server.start()
    return { server, url: server.url }
  })

/** Of any server; call it in a suite. */
export function usePage<S extends { stop(): Promise<unknown> }>(start: () => Promise<Running<S>>): Site<S> {
  let running: Running<S>
  beforeAll(async () => {
    running = await start()
  })
  afterAll(async () => void (await running.server.stop()))
  return {
    get server() {
      return running.server
    },
    get url() {
      return running.url
    },
    open: async options => Tester.open(await sharedChromium(), running.url, options, running.others),
  }
}
