import type { SmsConfig } from './mail-config.ts'
import type { Outcome } from './outcome.ts'
import type { GatewayText, SmsGateway } from './sms-gateway.ts'

const TIME_LIMIT_MS = 10_000
const ANSWER_BYTES_MAX = 65_536
/** It has not even looked at the text: too many, or not open. */
const NOT_NOW: readonly number[] = [408, 425, 429, 503]

/** A gateway that is asked by HTTP with JSON, as the configuration describes it. `readSecret`: asked at each text. */
export function createHttpGateway(config: SmsConfig, readSecret: () => Promise<string | null>): SmsGateway {
  const headersWith = (secret: string | null) => ({
    ...{ 'Content-Type': 'application/json', Accept: 'application/json' },
    ...(config.secretHeader && secret !== null ? { [config.secretHeader.name]: secret } : {}),
  })
  return {
    knowsIds: JSON.stringify(config.body).includes('{id}'),
    send: async (text, signal) => {
      const body = JSON.stringify(filled(config.body, text))
      const headers = await readSecret().then(headersWith, (error: unknown) => causeOf(error))
      if (typeof headers === 'string') return { kind: 'later', ofAll: true, reply: headers }
      try {
        const limit = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT_MS)])
        const { method } = config
        const answer = await fetch(config.url, { method, headers, body, redirect: 'manual', signal: limit })
        const said = await readAnswer(answer)
        return judge(config.success, answer.status, said)
      } catch (error) {
        // Who could not be reached has nothing; of who was reached nobody knows.
        const reply = causeOf(error)
        return NEVER_REACHED.test(reply) ? { kind: 'later', ofAll: true, reply } : { kind: 'unknown', reply }
      }
    },
  }
}

const NEVER_REACHED =
  /\b(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|ERR_TLS_\w+)\b/

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? `${String(cause.code)} ` : ''
  return `${code}${cause instanceof Error ? cause.message : error.message}`
}

/** The template with what is sent in its places. Texts are put into texts and stay such, whatever stands in them. */
function filled(template: unknown, text: GatewayText): unknown {
  if (typeof template === 'string')
    return template.replaceAll(/\{(phone|text|code|id)\}/g, (_, name: keyof GatewayText) => text[name])
  if (Array.isArray(template)) return template.map(one => filled(one, text))
  if (typeof template !== 'object' || template === null) return template
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, filled(value, text)]))
}

/** The answer as text, as far as it is read. */
async function readAnswer(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > ANSWER_BYTES_MAX) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function judge({ status, field, is, laterIs }: SmsConfig['success'], answered: number, said: string): Outcome {
  const word = field === null ? null : wordAt(said, field)
  const reply = field === null ? `HTTP ${answered}` : `HTTP ${answered}, ${field} ${JSON.stringify(word ?? null)}`
  const among = (words: readonly unknown[]) => words.some(one => String(one) === String(word))
  if (status.includes(answered) && (field === null || (word !== undefined && among(is))))
    return { kind: 'accepted', reply }
  if (NOT_NOW.includes(answered) || (word !== undefined && among(laterIs)))
    return { kind: 'later', ofAll: NOT_NOW.includes(answered), reply }
  // The key is wrong or the address has moved: no text is refused by that.
  if (answered === 401 || answered === 403 || (answered >= 300 && answered < 400) || answered === 404)
    return { kind: 'later', ofAll: true, reply }
  // It has failed at something, and nobody knows at what; so has one that answers with something else than it promises.
  if (answered >= 500 || (field !== null && word === undefined && answered < 300)) return { kind: 'unknown', reply }
  return { kind: 'refused', reason: 'refused', reply }
}

/** What stands at `result.code` of a JSON text; undefined where there is no such word. */
function wordAt(text: string, field: string): string | number | boolean | undefined {
  try {
    let value: unknown = JSON.parse(text)
    for (const name of field.split('.')) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
      value = (value as Readonly<Record<string, unknown>>)[name]
    }
    return ['string', 'number', 'boolean'].includes(typeof value) ? (value as string) : undefined
  } catch {
    return undefined
  }
}
