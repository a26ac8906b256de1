import { z } from 'zod'

const HERE = String.raw`(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])`
/** Without user and password: these would be sent to whoever answers, and an address before an `@` is none. */
const SECURE = new RegExp(String.raw`^(?:https://[^/?#@\\\s]+|http://${HERE}(?::\d+)?)(?:[/?#]|$)`, 'i')

/** Whether what is sent to an address can be read and changed on its way by nobody: https, or plain http that stays on this machine. */
export const isSecureUrl = (url: string): boolean => SECURE.test(url)

/** The address of a server that is told something, or believed: no line between two machines is plain http. */
export const secureUrl = z
  .url({ protocol: /^https?$/ })
  .refine(isSecureUrl, 'must be https, or http to this machine itself (127.0.0.1, localhost, [::1])')
