// A client of the login server that sends what a test likes.

import type { LoginAnswer } from '../../../protocol/login-api.ts'

export interface LoginReply<T> {
  status: number
  body: T
  headers: Headers
}

export interface AskOptions {
  /** An access token. */
  token?: string
  /** X-Forwarded-For, as a trusted proxy sends it. */
  from?: string
  origin?: string
}

/** What a failed one says. */
export interface Refusal {
  code: string
  error: string
}

export class LoginHttp {
  readonly #url: string

  constructor(port: number) {
    this.#url = `http://127.0.0.1:${port}`
  }

  get url(): string {
    return this.#url
  }

  post<T = Refusal>(name: string, body: unknown, options: AskOptions = {}): Promise<LoginReply<T>> {
    return this.#ask(`/login/${name}`, options, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  }

  get<T>(path: string, options: AskOptions = {}): Promise<LoginReply<T>> {
    return this.#ask(path, options, {})
  }

  /** Comes in; throws unless that succeeds. */
  async enter(name: string, body: object, options: AskOptions = {}): Promise<LoginAnswer> {
    const { status, body: answer } = await this.post<LoginAnswer>(name, body, options)
    if (status !== 200) throw new Error(`${name}: ${status} ${JSON.stringify(answer)}`)
    return answer
  }

  async #ask<T>(
    path: string,
    { token, from, origin }: AskOptions,
    init: RequestInit,
  ): Promise<LoginReply<T>> {
    // On a busy machine the server may close an idle connection just when it is used again.
    const headers = new Headers({ ...(init.headers as Record<string, string>), connection: 'close' })
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
    if (from !== undefined) headers.set('x-forwarded-for', from)
    if (origin !== undefined) headers.set('origin', origin)
    const response = await fetch(this.#url + path, { ...init, headers })
    const text = await response.text()
    return { status: response.status, body: (text && JSON.parse(text)) as T, headers: response.headers }
  }
}
