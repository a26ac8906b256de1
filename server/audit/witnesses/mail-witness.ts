import type { Kysely } from 'kysely'
import { err, ok } from '../../../src/result.ts'
import type { House } from '../../ground/ground.ts'
import type { Tables } from '../../ground/store/tables.ts'
import type { Mail } from '../../mail/mail.ts'
import type { WitnessConfig } from '../audit-config.ts'
import { away, type Delivery, type Witness } from './witness.ts'

const HOUR_MS = 3_600_000

/** A letter now and then to an office that keeps it: with the newest checkpoint, which stands for all before it. */
export function createMailWitness(
  { name, to, everyHours }: Extract<WitnessConfig, { kind: 'mail' }>,
  parts: {
    readonly db: Kysely<Tables>
    readonly mail: Pick<Mail, 'post' | 'stateOf'>
    readonly house: House
    now(): Date
  },
): Witness {
  /** What was posted last, until it is known what became of it. A restart posts it once more: twice is no harm. */
  let posted: { readonly number: number; readonly messageId: string } | null = null
  return {
    ...{ name, kind: 'mail', place: to, everyMs: everyHours * HOUR_MS },
    give: async delivery => {
      if (posted) {
        const state = await parts.mail.stateOf(posted.messageId)
        if (state?.state === 'sent') {
          const isThis = posted.number === delivery.number
          posted = null
          if (isThis) return ok(null)
        } else if (state?.state === 'waiting' || state?.state === 'delayed') {
          return err({ kind: state.state === 'waiting' ? 'pending' : 'away', why: 'the letter has not left yet' })
        } else {
          posted = null
          return err(away('the letter was refused, or came back'))
        }
      }
      const letter = letterOf(parts.house, delivery)
      const result = await parts.db.transaction().execute(tx =>
        parts.mail.post(tx, {
          ...{ to, language: 'zh', ...letter, purpose: 'audit-checkpoint', reference: String(delivery.number) },
          sendBy: new Date(parts.now().getTime() + 2 * everyHours * HOUR_MS),
        }),
      )
      if (!result.ok) return err(away(`no letter can be sent (${result.error})`))
      posted = { number: delivery.number, messageId: result.value }
      return err({ kind: 'pending', why: 'the letter is on its way' })
    },
  }
}

function letterOf(house: House, { number, size, line }: Delivery): { subject: string; text: string } {
  const { statement, signature }: { statement: string; signature: string } = JSON.parse(line)
  return {
    subject: `${house.name.zh}：审计检查点 ${number} / Audit checkpoint ${number}`,
    text: `请保存此信。它证明审计记录前 ${size} 条当时的内容。核对办法：把下面一行存为文件，运行
Please keep this letter: it proves the first ${size} entries of the audit trail as they are now. To compare, save the line
below as a file and run

yinzheng audit verify --witness FILE --config server.yaml

${JSON.stringify({ statement, signature, links: [] })}
`,
  }
}
