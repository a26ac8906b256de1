import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { err, ok, type Result } from '../../../src/result.ts'
import { readSecret } from '../../ground/secret-file.ts'
import type { WitnessConfig } from '../audit-config.ts'
import { objectReader, type ReadObject } from './s3-lines.ts'
import { away, contradicts, type Delivery, type Witness, type WitnessRefusal } from './witness.ts'

const TIMEOUT_MS = 20_000
const DAY_MS = 86_400_000
/** Of an object that is compared. */
const ANSWER_CHARACTERS_MAX = 4_000_000
/** Objects stand in the order of their numbers. */
const DIGITS = 10

type S3Config = Extract<WitnessConfig, { kind: 's3' }>

const baseOf = ({ endpoint, bucket }: S3Config) => `${endpoint.replace(/\/+$/, '')}/${bucket}/`
const keyOf = ({ prefix }: S3Config, number: number) => `${prefix}${String(number).padStart(DIGITS, '0')}.json`
const clientOf = async ({ accessKeyId, secretFile, region }: S3Config) =>
  new AwsClient({ accessKeyId, secretAccessKey: await readSecret(secretFile), region, service: 's3', retries: 0 })

/** Reads checkpoints back out of the bucket. */
export const s3Objects = (config: S3Config): ReadObject =>
  objectReader(
    () => clientOf(config),
    number => baseOf(config) + keyOf(config, number),
  )

/** Objects in a bucket that nobody can overwrite or delete before their time (S3 object lock in compliance mode). */
export function createS3Witness(config: S3Config): Witness {
  const { name, prefix, lockDays } = config
  const base = baseOf(config)
  const ask = async (method: string, key: string, init: { headers?: Record<string, string>; body?: string } = {}) => {
    const client = await clientOf(config)
    const request = await client.sign(base + key, { method, ...init })
    return fetch(request, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
  }
  return {
    ...{ name, kind: 's3', place: base + prefix, everyMs: null },
    give: async ({ number, line, at }: Delivery): Promise<Result<null, WitnessRefusal>> => {
      const key = keyOf(config, number)
      const until = new Date(Date.parse(at) + lockDays * DAY_MS).toISOString()
      const put = await ask('PUT', key, {
        headers: {
          'content-type': 'application/json',
          'content-md5': createHash('md5').update(line).digest('base64'),
          'if-none-match': '*',
          'x-amz-object-lock-mode': 'COMPLIANCE',
          'x-amz-object-lock-retain-until-date': until,
        },
        body: line,
      })
      await put.body?.cancel()
      if (put.status === 412 || put.status === 409) {
        const there = await ask('GET', key)
        if (!there.ok) return err(away(`answered ${put.status}, and ${there.status} when asked what it has`))
        if ((await shortText(there)) !== line) return err(contradicts(`the bucket has another checkpoint ${number}`))
      } else if (!put.ok) return err(away(`answered ${put.status}`))
      // Some that speak S3 take the headers of the lock and do nothing with them.
      const head = await ask('HEAD', key)
      const isLocked =
        head.headers.get('x-amz-object-lock-mode') === 'COMPLIANCE' &&
        Date.parse(head.headers.get('x-amz-object-lock-retain-until-date') ?? '') >= Date.parse(until) - DAY_MS
      return isLocked ? ok(null) : err(away(`does not say that the object is locked (${head.status})`))
    },
  }
}

async function shortText(response: Response): Promise<string> {
  const text = await response.text()
  return text.slice(0, ANSWER_CHARACTERS_MAX)
}
