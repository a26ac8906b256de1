import { type Receiver, receiverSchema, type Sending, sendingSchema } from '../../src/contract/receivers-api.ts'

// Invented institutions, and what an invented person has sent there.

const id = (at: number) => `${'Rk3vQ9s_LmT1-aB7xYcD'}${String(at).padStart(2, '0')}`

const receiver = (at: number, zh: string, en: string, more: object): Receiver =>
  receiverSchema.parse({
    ...{ receiverId: id(60 + at), name: { zh, en }, kind: 'evaluation', mailMasked: 'r***@evaluation.example' },
    ...{ purposes: ['evaluation', 'admission'], reference: null, ...more },
  })

/** Institutions that the university has registered. */
export const RECEIVERS: readonly Receiver[] = [
  receiver(0, '环球学历评估', 'Global Credential Evaluation', {
    reference: { label: { zh: '评估参考号（七位数字）', en: 'Reference number (seven digits)' }, form: '9999999' },
  }),
  receiver(1, '星河软件人力资源部', 'Galaxy Software, Human Resources', {
    ...{ kind: 'employer', purposes: ['employment'], mailMasked: 'h***@galaxy.example' },
  }),
]

const sending = (at: number, more: object): Sending =>
  sendingSchema.parse({
    ...{ sendingId: id(70 + at), receiver: RECEIVERS[0]!.name, purpose: 'evaluation', reference: '1234567' },
    ...{ state: 'sent', sentAt: '2026-11-22T04:05:00Z', endsAt: '2027-02-20T04:05:00Z', openedCount: 0 },
    ...{ lastOpenedAt: null, takenCount: 0, isLetterLost: false, maySendAgain: false },
    letter: { zh: '对方的邮件服务器已收下。', en: 'The mail server of the address has taken it.' },
    ...more,
  })

const SEEN = { openedCount: 2, lastOpenedAt: '2026-11-23T01:20:00Z', takenCount: 1 }

/** What was sent to them, by how far it is. */
export const SENDINGS: Readonly<Record<Sending['state'] | 'lost', Sending>> = {
  sent: sending(0, {}),
  opened: sending(1, { state: 'opened', ...SEEN }),
  withdrawn: sending(2, { state: 'withdrawn', ...SEEN }),
  ended: sending(3, { state: 'ended' }),
  stopped: sending(4, {
    state: 'stopped',
    letter: { zh: '学校已暂停这个接收单位。', en: 'The university has suspended this receiver.' },
  }),
  lost: sending(5, {
    ...{ isLetterLost: true, maySendAgain: true },
    letter: { zh: '没有这个邮箱。', en: 'There is no such address.' },
  }),
}
