// HTTP for the login server, as each platform has it.

/** What is asked. */
export interface HttpRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body?: string
}

export interface HttpReply {
  status: number
  /** The body. */
  text: string
}

/** Rejects where there is no answer. */
export type SendHttp = (request: HttpRequest) => Promise<HttpReply>

/** The part of the global function that is used. */
type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<{ status: number; text(): Promise<string> }>

declare const fetch: undefined | Fetch

/** By the global `fetch`. */
export const fetchHttp: SendHttp = async ({ url, ...init }) => {
  if (typeof fetch === 'undefined')
    throw new Error('http: expected a function that asks, since there is no fetch here')
  const response = await fetch(url, init)
  return { status: response.status, text: await response.text() }
}

/** The part of `wx` that is used. */
export interface HttpPlatform {
  request(options: {
    url: string
    method: 'GET' | 'POST'
    header: Record<string, string>
    data?: string
    /** Anything but `json`: the body comes as a text. */
    dataType: string
    success(reply: { statusCode: number; data: unknown }): void
    fail(error: { errMsg: string }): void
  }): unknown
}

/** For the option `http` on mini-game platforms: `signIn(url, how, { http: wxHttp(wx) })`. */
export const wxHttp =
  (platform: HttpPlatform): SendHttp =>
  ({ headers, body, ...request }) =>
    new Promise((resolve, reject) => {
      platform.request({
        ...request,
        header: headers,
        ...(body !== undefined && { data: body }),
        dataType: 'text',
        success: ({ statusCode, data }) => resolve({ status: statusCode, text: String(data) }),
        fail: ({ errMsg }) => reject(new Error(errMsg)),
      })
    })
