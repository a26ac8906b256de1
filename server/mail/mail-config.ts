import { isIP } from 'node:net'
import { z } from 'zod'
import { secureUrl } from '../../src/secure-url.ts'
import { readAddress } from './address.ts'
import { isOneLine } from './one-line.ts'

const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '::1']

const address = z.string().transform((typed, context) => {
  const read = readAddress(typed)
  if (read.ok) return read.value
  context.addIssue({ code: 'custom', message: 'must be one mail address, such as noreply@example.edu.cn' })
  return z.NEVER
})
const line = (max: number) => z.string().refine(text => isOneLine(text, max), `must be one line of at most ${max}`)
const host = z
  .string()
  .max(253)
  .refine(text => isIP(text) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text), 'must be a host name or an address')
/** `{token}` becomes a word that is another one for each letter. */
const returnPath = z
  .string()
  .refine(
    text => readAddress(text.replace('{token}', 'a'.repeat(16))).ok && text.lastIndexOf('{token}') < text.indexOf('@'),
    'must be a mail address, with {token} before its @ where each letter has a return path of its own',
  )

/** The relay that takes letters. */
export const mailSchema = (at: (path: string) => string) =>
  z
    .strictObject({
      host,
      port: z.int().min(1).max(65_535),
      /** `none` only to a relay on this machine. */
      tls: z.enum(['implicit', 'starttls', 'none']),
      /** PEM certificates that alone may vouch for the relay; null: the system's. */
      caFile: z.string().min(1).transform(at).nullable().default(null),
      user: line(200).nullable().default(null),
      passwordFile: z.string().min(1).transform(at).nullable().default(null),
      from: z.strictObject({ name: line(80).nullable().default(null), address }),
      replyTo: address.nullable().default(null),
      returnPath: returnPath.nullable().default(null),
      ratePerMinute: z.int().min(1).max(10_000).default(60),
    })
    .refine(({ user, passwordFile }) => (user === null) === (passwordFile === null), {
      message: 'user and passwordFile go together',
      path: ['passwordFile'],
    })
    .refine(({ tls, host }) => tls !== 'none' || LOOPBACK.includes(host), {
      message: 'none is for a relay on this machine alone: implicit or starttls',
      path: ['tls'],
    })
    .nullable()

export type MailConfig = NonNullable<z.output<ReturnType<typeof mailSchema>>>

const JSON_VALUE: z.ZodType<unknown> = z.json()
const answerValue = z.union([z.string().max(200), z.number(), z.boolean()])

/** The gateway that takes texts: any that is asked by HTTP with JSON. */
export const smsSchema = (at: (path: string) => string) =>
  z
    .strictObject({
      url: secureUrl.max(500),
      method: z.enum(['POST', 'PUT']).default('POST'),
      /** JSON in which {phone}, {text}, {code} and {id} are replaced. */
      body: JSON_VALUE,
      /** The one header that is secret, and the file whose first line is its value. */
      secretHeader: z
        .strictObject({
          name: z.string().regex(/^[A-Za-z0-9-]{1,60}$/, 'must be the name of a header'),
          file: z.string().min(1).transform(at),
        })
        .nullable()
        .default(null),
      /** What of an answer means that it is taken. */
      success: z.strictObject({
        status: z.array(z.int().min(200).max(299)).min(1).default([200]),
        /** Where in the JSON of the answer a word stands, such as `result.code`, and what it must be. */
        field: z.string().min(1).max(100).nullable().default(null),
        is: z.array(answerValue).default([]),
        /** Words there that mean: later. */
        laterIs: z.array(answerValue).default([]),
      }),
      ratePerMinute: z.int().min(1).max(10_000).default(60),
    })
    .refine(({ success: { field, is } }) => (field === null) === (is.length === 0), {
      message: 'field and is go together',
      path: ['success', 'is'],
    })
    .refine(({ body }) => JSON.stringify(body).includes('{phone}'), {
      message: 'has no {phone}: nobody would get a text',
      path: ['body'],
    })
    .nullable()

export type SmsConfig = NonNullable<z.output<ReturnType<typeof smsSchema>>>

/** What stands behind the @ of the house's own address. */
export const domainOf = ({ from: { address } }: Pick<MailConfig, 'from'>): string =>
  address.slice(address.lastIndexOf('@') + 1)
