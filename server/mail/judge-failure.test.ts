import { describe, expect, it } from 'vitest'
import { judgeFailure, type SmtpFailure } from './judge-failure.ts'

const failure = (command: string, response: string | null, more: Partial<SmtpFailure> = {}): SmtpFailure => ({
  ...{ message: 'it failed', command, code: 'EENVELOPE' },
  ...(response === null ? {} : { response, responseCode: Number(response.slice(0, 3)) }),
  ...more,
})
const of = (kind: string, more: object = {}) => ({ kind, ...more })

describe('what follows from a failed try', () => {
  it.each([
    ['RCPT TO', '450 4.2.0 greylisted', of('later', { ofAll: false })],
    ['RCPT TO', '421 4.3.2 closing', of('later', { ofAll: true })],
    ['RCPT TO', '499 odd', of('later', { ofAll: false })],
    ['RCPT TO', '500 what?', of('refused', { reason: 'refused' })],
    ['RCPT TO', '550 5.1.1 unknown', of('refused', { reason: 'refused' })],
    ['RCPT TO', '552 5.2.2 mailbox full', of('refused', { reason: 'refused' })],
    ['RCPT TO', '552 too much', of('refused', { reason: 'too-large' })],
    ['MAIL FROM', '451 4.3.0 later', of('later', { ofAll: false })],
    ['MAIL FROM', '550 5.7.1 sender not allowed', of('later', { ofAll: true })],
    ['MAIL FROM', '530 5.7.0 authentication required', of('later', { ofAll: true })],
    ['MAIL FROM', '552 5.3.4 too large', of('refused', { reason: 'too-large' })],
    ['DATA', '554 5.7.1 spam', of('refused', { reason: 'refused' })],
    ['DATA', '550 5.3.4 too large', of('refused', { reason: 'too-large' })],
    ['DATA', '550-5.2.3 too large', of('refused', { reason: 'too-large' })],
    ['DATA', '550 a 5.3.4 in its words', of('refused', { reason: 'refused' })],
    // About the house or its relay, whatever the number.
    ['CONN', '554 no', of('later', { ofAll: true })],
    ['EHLO', '550 no', of('later', { ofAll: true })],
    ['STARTTLS', '502 no', of('later', { ofAll: true })],
    ['AUTH PLAIN', '535 5.7.8 wrong password', of('later', { ofAll: true })],
  ])('%s, %s', (command, response, outcome) =>
    expect(judgeFailure(failure(command, response), false)).toEqual({ ...outcome, reply: response }),
  )

  it('without an answer nobody knows, once the letter itself was on its way', () => {
    const lost = failure('CONN', null, { code: 'ECONNECTION' })
    expect(judgeFailure(lost, true)).toEqual({ kind: 'unknown', reply: 'it failed' })
    expect(judgeFailure(lost, false)).toEqual({ kind: 'later', ofAll: true, reply: 'it failed' })
    expect(judgeFailure({ message: 'it failed' }, false)).toEqual({ kind: 'later', ofAll: true, reply: 'it failed' })
    // The relay's last words are no answer to the letter.
    expect(judgeFailure(failure('CONN', '554 going down'), true)).toMatchObject({ kind: 'unknown' })
    // An answer to the letter is one, however late it comes.
    expect(judgeFailure(failure('DATA', '451 later'), true)).toMatchObject({ kind: 'later', ofAll: false })
  })

  it('a letter that is larger than the relay has said before it was sent is too large', () => {
    const large = failure('MAIL FROM', null, { code: 'EMESSAGE' })
    expect(judgeFailure(large, false)).toEqual({ kind: 'refused', reason: 'too-large', reply: 'it failed' })
    expect(judgeFailure({ ...large, code: 'ECONNECTION' }, false)).toMatchObject({ kind: 'later' })
  })
})
