// Reports a room's state to the directory: at once, then at most every 200 ms.

import type { RoomInfo } from '../../../protocol/generated/index.ts'
import type { Address } from '../../core/address.ts'
import type { Ref } from '../../core/service/ref.ts'
import type { Reporter } from '../room-messages.ts'

/** ms between two reports of one room. */
const EVERY = 200

export interface ReportsOptions {
  address: Address
  directory: Ref<Reporter>
  after(ms: number, work: () => unknown): () => void
}

export class Reports {
  readonly #options: ReportsOptions
  readonly #info: () => RoomInfo
  #isWaiting = false
  #isDue = false

  constructor(options: ReportsOptions, info: () => RoomInfo) {
    this.#options = options
    this.#info = info
  }

  changed(): void {
    if (this.#isWaiting) {
      this.#isDue = true
      return
    }
    const { directory, address, after } = this.#options
    const info = this.#info()
    directory.send.changed(info.id!, address, info)
    this.#isDue = false
    this.#isWaiting = true
    after(EVERY, () => {
      this.#isWaiting = false
      if (this.#isDue) this.changed()
    })
  }
}
