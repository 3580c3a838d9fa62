// WeChat mini-games and mini-programs: the code of wx.login, which counts once and for five minutes, is exchanged for the
// player's openid (GET /sns/jscode2session).

import { z } from 'zod'
import { AppError, LaterError } from '../../core/errors.ts'
import type { Logger } from '../../core/log/log.ts'
import { LONGEST_ID, type Platform } from './platform.ts'
import type { PlatformLine } from './platform-line.ts'

export interface WeChatOptions {
  appid: string
  secret: string
  /** https://api.weixin.qq.com, or a proxy to it. */
  url: string
  line: PlatformLine
  log: Logger
}

/** It answers 200 in any case, with a code where it has failed. */
const answerSchema = z.object({
  openid: z.string().min(1).max(LONGEST_ID).optional(),
  errcode: z.int().default(0),
})

/** As WeChat documents them. */
const ERRORS: Record<number, () => AppError> = {
  [-1]: () => new AppError('TRY_AGAIN', 'WeChat is busy; try again in a moment'),
  40029: () => new AppError('LOGIN_FAILED', 'the code of wx.login does not count (any more)'),
  40163: () => new AppError('LOGIN_FAILED', 'the code of wx.login was used already'),
  40226: () => new AppError('LOGIN_FAILED', 'WeChat does not let this player in'),
  45011: () =>
    new LaterError('RATE_LIMITED', 60, 'WeChat is asked too often for this player; try again in a minute'),
}

export class WeChatPlatform implements Platform {
  readonly #options: WeChatOptions

  constructor(options: WeChatOptions) {
    this.#options = options
  }

  async identify(code: string): Promise<string> {
    const { appid, secret, url, line } = this.#options
    const asked = new URL('/sns/jscode2session', url)
    asked.search = new URLSearchParams({
      appid,
      secret,
      js_code: code,
      grant_type: 'authorization_code',
    }).toString()
    return this.#read(await line.ask(asked))
  }

  #read(text: string): string {
    const answer = answerSchema.safeParse(parse(text))
    if (!answer.success) throw new AppError('TRY_AGAIN', 'WeChat gave an answer that is none')
    const { openid, errcode } = answer.data
    if (errcode !== 0) throw this.#failed(errcode)
    if (openid === undefined) throw new AppError('TRY_AGAIN', 'WeChat named no player')
    return openid
  }

  /** What is wrong with the settings (40013, 40125: appid, secret) is for operators. */
  #failed(errcode: number): AppError {
    const known = ERRORS[errcode]
    if (known) return known()
    this.#options.log.error({ errcode, appid: this.#options.appid }, 'WeChat refuses this server')
    return new AppError('TRY_AGAIN', 'WeChat can not be asked at the moment')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no JSON: the schema refuses it
  }
}
