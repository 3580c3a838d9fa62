// An HTTP request exactly as given: path and headers that fetch() would tidy up or refuse.

import { request } from 'node:http'

/** Resolves with the status and the body as text. */
export function rawRequest(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers }, async incoming => {
      let text = ''
      for await (const chunk of incoming) text += chunk
      resolve({ status: incoming.statusCode!, text })
    })
    outgoing.on('error', reject).end()
  })
}
