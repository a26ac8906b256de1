import { z } from 'zod'
import { secureUrl } from '../../src/secure-url.ts'
import type { ExampleSite } from '../ground/config/example.ts'
import type { PathAt } from '../ground/config/sections.ts'
import { readAddress } from '../mail/mail.ts'
import { KEPT_AT_LEAST_DAYS } from './keeping/kept-days.ts'

const name = z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be small letters, digits and dashes')
const address = z.string().refine(typed => readAddress(typed).ok, 'must be one mail address')

const witness = (at: PathAt) =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('file'), name, path: z.string().min(1).transform(at) }),
    z.strictObject({
      ...{ kind: z.literal('s3'), name },
      endpoint: secureUrl.max(300).refine(url => !/[?#]/.test(url), 'must be an address without "?" and "#"'),
      region: z.string().regex(/^[A-Za-z0-9-]{1,60}$/),
      bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/),
      /** Before the number of each checkpoint; ends with a slash where it is a folder. */
      prefix: z
        .string()
        .regex(/^(?:[A-Za-z0-9_-][A-Za-z0-9_./-]{0,199})?$/)
        .refine(prefix => !prefix.includes('//') && !prefix.includes('..'), 'must be no path upwards'),
      accessKeyId: z.string().regex(/^\S{1,200}$/),
      secretFile: z.string().min(1).transform(at),
      /** So long nobody can delete an object. */
      lockDays: z.int().min(KEPT_AT_LEAST_DAYS).max(36_500),
    }),
    z.strictObject({
      ...{ kind: z.literal('mail'), name, to: address },
      everyHours: z.int().min(1).max(168).default(24),
    }),
  ])

/** What the configuration says of the trail. */
export const auditConfig = (at: PathAt) => ({
  audit: z
    .strictObject({
      /** Entries go when they are so old. */
      keptDays: z.int().min(KEPT_AT_LEAST_DAYS).max(36_500).default(1_095),
      /** By the house's clocks: the whole chain is verified then. */
      verifyAt: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .default('03:30'),
      /** Who keeps the checkpoints outside the house. */
      witnesses: z
        .array(witness(at))
        .max(10)
        .default([])
        .refine(all => new Set(all.map(one => one.name)).size === all.length, 'have two of one name'),
    })
    .prefault({}),
})

export type AuditSettings = z.output<ReturnType<typeof auditConfig>['audit']>
export type WitnessConfig = AuditSettings['witnesses'][number]

export const auditExample = (_site: ExampleSite) => `
# The audit trail is a chain under signed checkpoints. keptDays: entries that are older are deleted, 200 at least. At verifyAt, by the
# house's clocks, the whole chain is verified. Without a witness outside the house nobody can tell when the database is put back to an
# older one: name one at least, on another machine.
#   - { kind: file, name: archive, path: /mnt/archive/yinzheng-audit.jsonl }
#   - { kind: s3, name: vault, endpoint: https://s3.example.edu.cn, region: cn-north-1, bucket: yinzheng-audit, prefix: "",
#       accessKeyId: yinzheng, secretFile: s3-secret.txt, lockDays: 1095 }
#   - { kind: mail, name: audit-office, to: audit@example.edu.cn, everyHours: 24 }
audit: { keptDays: 1095, verifyAt: "03:30", witnesses: [] }
`
