import { z } from 'zod'
import { err, ok, type Result } from '../../../src/result.ts'
import type { NoValidation, Validation } from './validation.ts'

const answerSchema = z.strictObject({
  serviceResponse: z.union([
    z.strictObject({
      authenticationSuccess: z.object({
        // A number would have lost its leading zeros.
        user: z.string(),
        attributes: z.record(z.string(), z.unknown()).nullish(),
        proxies: z.array(z.unknown()).nullish(),
      }),
    }),
    z.strictObject({ authenticationFailure: z.object({ code: z.string() }) }),
  ]),
})

/** Reads the answer in JSON: one success or one failure, and nothing beside it. */
export function validationInJson(text: string): Result<Validation, NoValidation> {
  const parsed = answerSchema.safeParse(jsonOf(text))
  if (!parsed.success) return err('NOT_ONE_ANSWER')
  const said = parsed.data.serviceResponse
  if ('authenticationFailure' in said) return ok({ kind: 'failure', code: said.authenticationFailure.code })
  const { user, attributes, proxies } = said.authenticationSuccess
  // Another service asked in the person's name.
  if (proxies && proxies.length > 0) return err('PROXY_TICKET')
  const lists = Object.entries(attributes ?? {}).map(([name, value]) => [name, textsOf(value)] as const)
  return ok({ kind: 'success', user, attributes: Object.fromEntries(lists.filter(([, texts]) => texts.length > 0)) })
}

/** One value or many. What has parts of its own, and a number that may have lost digits, is no text, and left out. */
const textsOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => {
    if (typeof one === 'string') return [one]
    return typeof one === 'boolean' || Number.isSafeInteger(one) ? [String(one)] : []
  })

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
