import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Clock } from '../src/clock.ts'

/** How long a merchant may take over a notice. */
const ANSWER_LIMIT_MS = 5000

/** Posts `body` and resolves to the status as text, or to a word for what went wrong. Never rejects. */
export type Post = (url: string, headers: Record<string, string>, body: string) => Promise<string>

const isHere = (url: string): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)

/** Posting over HTTP(S) until `over` ends it all. Redirects are not followed; the answer's body is not kept. */
export function createPost(clock: Clock, over: AbortSignal): Post {
  return (url, headers, body) =>
    new Promise(resolve => {
      const send = url.startsWith('https:') ? httpsRequest : httpRequest
      const bytes = Buffer.from(body)
      const options = {
        method: 'POST',
        headers: { ...headers, 'Content-Length': bytes.length },
        agent: false,
        // Nobody stands between two programs of one machine, whose certificate no authority of the system knows.
        rejectUnauthorized: !isHere(url),
        signal: over,
      }
      const call = send(url, options, answer => {
        answer.resume()
        answer.once('end', () => finish(String(answer.statusCode)))
      })
      const giveUp = clock.after(ANSWER_LIMIT_MS, () => call.destroy(new Error('no answer in time')))
      const finish = (answer: string) => {
        giveUp()
        resolve(answer)
      }
      call.once('error', error => finish(error.message))
      call.once('close', () => finish('closed'))
      call.end(bytes)
    })
}
