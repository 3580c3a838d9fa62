// The names of text frames: what clients ask begins with cs_, what the server says with sc_. In binary frames the
// protocol's tag tells the same.
//
//   {"name":"cs_login","data":{"acc":"hanxi"},"session":1}  →  {"name":"sc_login","data":{"sign_cnt":0},"session":1}

export const requestName = (message: string): string => `cs_${message}`

/** Of a reply or a push. */
export const answerName = (message: string): string => `sc_${message}`

/** The text frame of a failed request. */
export const ERROR_NAME = answerName('error')

/** The message's name, of a frame or without a prefix. */
export const messageOfRequest = (name: string): string => name.replace(/^cs_/, '')
export const messageOfAnswer = (name: string): string => name.replace(/^sc_/, '')
