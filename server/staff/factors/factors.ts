import type { Kysely, Selectable, Transaction } from 'kysely'
import { z } from 'zod'
import type { Clock } from '../../../src/clock.ts'
import { plainLine } from '../../../src/rules/plain-text.ts'
import { randomId } from '../../ground/random-id.ts'
import type { StaffFactorTable, Tables } from '../../ground/store/tables.ts'
import { makeRecoveryCode, recoveryKeyOf } from '../accounts/codes.ts'
import { audit } from '../staff-audit.ts'
import type { StaffKeys } from '../staff-keys.ts'
import type { KeptKey } from './security-keys.ts'

export type FactorRow = Selectable<StaffFactorTable>

/** A second proof that has been shown for the first time, and may be kept. */
export type NewFactor =
  | { readonly kind: 'webauthn'; readonly label: string; readonly key: KeptKey }
  | { readonly kind: 'totp'; readonly label: string; readonly secret: string; readonly step: number }

const RECOVERY_CODES = 10
const LABEL_CHARACTERS = 40

/** What stands in a row of a secret. */
const SECRET_PURPOSE = 'one-time passwords'

/** What people show as their second proof. */
export interface Factors {
  of(staffId: string): Promise<readonly FactorRow[]>
  /** False when the same key is known already. */
  add(staffId: string, factor: NewFactor, within?: Transaction<Tables>): Promise<boolean>
  /** False when there is no such factor, or no other. */
  remove(staffId: string, factorId: string): Promise<boolean>
  /** Lets a factor count on from where it stood: a password of a step, or a count of a key, is good once, and none before it any more. */
  countOn(factor: FactorRow, counter: number): Promise<'counted' | 'used' | 'behind'>
  secretOf(factor: FactorRow): string
  /** Ten new ones, to be shown once; those of before are worth nothing. */
  makeRecoveryCodes(staffId: string, within?: Transaction<Tables>): Promise<readonly string[]>
  /** A recovery code is good once. */
  spendRecoveryCode(staffId: string, typed: string): Promise<'spent' | 'used' | 'unknown'>
  recoveryCodesLeft(staffId: string): Promise<number>
}

export const keyOf = (row: FactorRow): KeptKey => ({
  credentialId: row.credential_id ?? '',
  publicKey: row.public_key ?? new Uint8Array(),
  transports: z.array(z.string()).parse(row.transports),
  counter: Number(row.counter),
})

export function createFactors(
  db: Kysely<Tables>,
  { clock, keys }: { readonly clock: Clock; readonly keys: StaffKeys },
): Factors {
  const now = () => new Date(clock.now())
  const says = (
    within: Kysely<Tables>,
    event: 'staff-factor-added' | 'staff-factor-removed',
    subject: string,
    kind: string,
  ) => audit(within, now(), { event, subject, terminalId: null, detail: { kind } })
  const of = (staffId: string, from: Kysely<Tables> = db) =>
    from.selectFrom('staff_factor').selectAll().where('staff_id', '=', staffId).orderBy('added_at').execute()

  return {
    of,
    add: async (staffId, factor, within) => {
      const row =
        factor.kind === 'totp'
          ? { secret: keys.seal(SECRET_PURPOSE, { secret: factor.secret }), counter: String(factor.step) }
          : {
              ...{ credential_id: factor.key.credentialId, public_key: factor.key.publicKey },
              ...{ transports: JSON.stringify(factor.key.transports), counter: String(factor.key.counter) },
            }
      const label = plainLine(factor.label.slice(0, LABEL_CHARACTERS)) || factor.kind
      const added = await (within ?? db)
        .insertInto('staff_factor')
        .values({ factor_id: randomId(), staff_id: staffId, kind: factor.kind, label, added_at: now(), ...row })
        .onConflict(conflict => conflict.doNothing())
        .returning('factor_id')
        .executeTakeFirst()
      if (added) await says(within ?? db, 'staff-factor-added', staffId, factor.kind)
      return added !== undefined
    },
    remove: (staffId, factorId) =>
      db.transaction().execute(async tx => {
        // Two that are taken away at once would leave none.
        await tx.selectFrom('staff_account').select('staff_id').where('staff_id', '=', staffId).forUpdate().execute()
        const all = await of(staffId, tx)
        const gone = all.find(({ factor_id }) => factor_id === factorId)
        if (!gone || all.length < 2) return false
        await tx.deleteFrom('staff_factor').where('factor_id', '=', factorId).execute()
        await says(tx, 'staff-factor-removed', staffId, gone.kind)
        return true
      }),
    countOn: async ({ factor_id, counter: before, kind }, counter) => {
      // Keys that do not count say zero for ever.
      const countsNot = kind === 'webauthn' && counter === 0 && Number(before) === 0
      if (!countsNot && counter <= Number(before)) return counter === Number(before) ? 'used' : 'behind'
      const counted = await db
        .updateTable('staff_factor')
        .set({ counter: String(counter), used_at: now() })
        .where('factor_id', '=', factor_id)
        .where('counter', '=', String(before))
        .returning('factor_id')
        .executeTakeFirst()
      // Of two at once one was first.
      return counted === undefined ? 'used' : 'counted'
    },
    secretOf: ({ secret }) => keys.open(SECRET_PURPOSE, secret ?? '').secret ?? '',
    makeRecoveryCodes: async (staffId, within) => {
      const codes = Array.from({ length: RECOVERY_CODES }, makeRecoveryCode)
      const write = async (tx: Transaction<Tables>) => {
        await tx.deleteFrom('staff_recovery_code').where('staff_id', '=', staffId).execute()
        const rows = codes.map(code => ({
          code_key: recoveryKeyOf(keys, staffId, code),
          staff_id: staffId,
          made_at: now(),
        }))
        await tx.insertInto('staff_recovery_code').values(rows).execute()
        await audit(tx, now(), { event: 'staff-recovery-codes-made', subject: staffId, terminalId: null })
      }
      await (within ? write(within) : db.transaction().execute(write))
      return codes
    },
    spendRecoveryCode: async (staffId, typed) => {
      const codeKey = recoveryKeyOf(keys, staffId, typed)
      const spent = await db
        .updateTable('staff_recovery_code')
        .set({ used_at: now() })
        .where('code_key', '=', codeKey)
        .where('used_at', 'is', null)
        .returning('code_key')
        .executeTakeFirst()
      if (spent) {
        await audit(db, now(), { event: 'staff-recovery-code-used', subject: staffId, terminalId: null })
        return 'spent'
      }
      const known = db.selectFrom('staff_recovery_code').select('code_key').where('code_key', '=', codeKey)
      return (await known.executeTakeFirst()) ? 'used' : 'unknown'
    },
    recoveryCodesLeft: async staffId => {
      const codes = db.selectFrom('staff_recovery_code').select(eb => eb.fn.countAll<string>().as('count'))
      const row = await codes.where('staff_id', '=', staffId).where('used_at', 'is', null).executeTakeFirst()
      return Number(row?.count ?? 0)
    },
  }
}
