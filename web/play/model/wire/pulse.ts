// How the line to the server is: how long replies take, and what time it is there.

import type { Frame } from '../../../../protocol/client/index.ts'
import { ServerClock } from '../../../../protocol/client/link/server-clock.ts'

export class Pulse {
  #clock = new ServerClock()
  #latency: number | undefined

  /** Of the last reply, in ms: of the server and the network, not of this page. */
  get latency(): number | undefined {
    return this.#latency
  }

  /** The server's clock minus this one's, in ms; undefined before the first heartbeat. */
  get clockOffset(): number | undefined {
    return this.#clock.latency === undefined ? undefined : this.#clock.offset
  }

  /** The server may be another from now on. */
  begin(): void {
    this.#clock = new ServerClock()
  }

  hear({ latency, error }: Frame): void {
    if (latency !== undefined && error?.code !== 'TIMEOUT') this.#latency = latency
  }

  /** The reply to a heartbeat. */
  beat({ body, latency, at }: Frame): void {
    const { time } = (body ?? {}) as { time?: unknown }
    if (typeof time === 'number' && latency !== undefined) this.#clock.add(time, latency, at)
  }
}
