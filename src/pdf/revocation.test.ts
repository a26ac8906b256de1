import { webcrypto } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ctx, ctxRaw, seq } from '../../tests/attacks/der.ts'
import { keyOf } from '../../tests/attacks/keys.ts'
import { DAY_MS, NOW_MS, type PartyName, party, YEAR_MS } from '../../tests/attacks/pki.ts'
import {
  attributesOnly,
  type CrlOrder,
  crl,
  deltaIndicator,
  type OcspOrder,
  ocsp,
} from '../../tests/attacks/revocation.ts'
import { extension, issue, subjectOf } from '../../tests/attacks/x509.ts'
import { newBudget } from './budget.ts'
import { readCrl } from './crl.ts'
import { createEngine } from './engine.ts'
import { readAll } from './evidence.ts'
import { readOcsp } from './ocsp.ts'
import { revocationOf } from './revocation.ts'

const engine = createEngine({ anchors: [party('root-ec').certificate], webCrypto: webcrypto })
const read = (name: PartyName) => engine.certificate(party(name).certificate)
const issuer = party('issuing-ec')
const week = { thisUpdateMs: NOW_MS - DAY_MS, nextUpdateMs: NOW_MS + 6 * DAY_MS }

/** What is known of the seal of P-256, its issuing authority standing in for the anchor. */
const stateBy = (lists: readonly Uint8Array[], answers: readonly Uint8Array[], atMs = NOW_MS) =>
  revocationOf({
    ...{ path: [read('p256'), read('issuing-ec')], atMs, nowMs: NOW_MS, engine, budget: newBudget() },
    evidence: { crls: readAll(lists, readCrl), ocsps: readAll(answers, readOcsp) },
  })
const list = (order: Partial<CrlOrder> = {}) => crl({ issuer, ...week, ...order })
const named = (atMs: number, reason?: number) => [
  { certificate: party('p256').certificate, atMs, ...(reason === undefined ? {} : { reason }) },
]
const answer = (order: Partial<OcspOrder> = {}) =>
  ocsp({ certificate: party('p256').certificate, issuer, responder: issuer, status: 'good', ...week, ...order })
const scopeOf = (...parts: Uint8Array[]) => extension('2.5.29.28', true, seq(...parts))
const yes = Uint8Array.of(255)

describe('a revocation list', () => {
  it.each<[string, Uint8Array, string]>([
    ['that does not name the certificate', list(), 'good'],
    ['that names it', list({ revoked: named(NOW_MS - DAY_MS) }), 'revoked'],
    ['that names it on hold', list({ revoked: named(NOW_MS - DAY_MS, 6) }), 'revoked'],
    ['that names it from tomorrow', list({ revoked: named(NOW_MS + DAY_MS) }), 'good'],
    ['that names another', list({ revoked: [{ certificate: party('p384').certificate, atMs: 0 }] }), 'good'],
    ['that is out of date', list({ thisUpdateMs: NOW_MS - 9 * DAY_MS, nextUpdateMs: NOW_MS - DAY_MS }), 'unknown'],
    [
      'that is out of date and names it',
      list({ thisUpdateMs: NOW_MS - 9 * DAY_MS, nextUpdateMs: NOW_MS - DAY_MS, revoked: named(NOW_MS - 10 * DAY_MS) }),
      'revoked',
    ],
    ['that does not say how long it lasts', list({ nextUpdateMs: null, thisUpdateMs: NOW_MS - DAY_MS / 2 }), 'good'],
    ['that did not say so long ago', list({ nextUpdateMs: null, thisUpdateMs: NOW_MS - 2 * DAY_MS }), 'unknown'],
    ['of tomorrow', list({ thisUpdateMs: NOW_MS + DAY_MS, nextUpdateMs: NOW_MS + 2 * DAY_MS }), 'unknown'],
    ['by another key under the same name', list({ issuer: party('twin-issuing') }), 'unknown'],
    [
      'by another, who gives this name',
      list({ issuer: party('root-ec'), issuerName: subjectOf(issuer.certificate) }),
      'unknown',
    ],
    ['of another authority', list({ issuer: party('root-ec') }), 'unknown'],
    ['with SHA-1', list({ scheme: { hash: 'sha1' }, revoked: named(NOW_MS - DAY_MS) }), 'unknown'],
    ['of changes only', list({ extra: [deltaIndicator()] }), 'unknown'],
    ['of changes only, that names it', list({ extra: [deltaIndicator()], revoked: named(NOW_MS - DAY_MS) }), 'revoked'],
    ['of attribute certificates', list({ extra: [attributesOnly()] }), 'unknown'],
    ['of users', list({ extra: [scopeOf(ctxRaw(1, yes))] }), 'good'],
    ['of authorities', list({ extra: [scopeOf(ctxRaw(2, yes))] }), 'unknown'],
    ['for some reasons', list({ extra: [scopeOf(ctxRaw(3, Uint8Array.of(0, 0x40)))] }), 'unknown'],
    ['for another point', list({ extra: [scopeOf(ctx(0, ctx(0, ctxRaw(6, Uint8Array.of(104)))))] }), 'unknown'],
    ['with a rule that nobody here knows', list({ extra: [extension('1.2.3', true, seq())] }), 'unknown'],
    ['with a note that nobody here knows', list({ extra: [extension('1.2.3', false, seq())] }), 'good'],
  ])('%s', async (_, der, expected) => {
    expect(await stateBy([der], [])).toBe(expected)
  })

  it('counts at the time that a signature is proved for', async () => {
    const later = list({ revoked: named(NOW_MS - DAY_MS) })
    expect(await stateBy([later], [], NOW_MS - 2 * DAY_MS)).toBe('good')
    expect(await stateBy([later], [], NOW_MS - DAY_MS / 2)).toBe('revoked')
  })

  it('for its own point is for the certificate that names it', async () => {
    const point = ctxRaw(6, new TextEncoder().encode('http://u.example/list'))
    const own = issue({
      ...{
        name: 'Pointed',
        key: keyOf('p256', 'pointed'),
        issuer,
        notBeforeMs: NOW_MS - YEAR_MS,
        notAfterMs: NOW_MS + YEAR_MS,
      },
      extra: [extension('2.5.29.31', false, seq(seq(ctx(0, ctx(0, point)))))],
    })
    const question = {
      path: [engine.certificate(own.certificate), read('issuing-ec')],
      atMs: NOW_MS,
      nowMs: NOW_MS,
      engine,
    }
    const ask = (der: Uint8Array) =>
      revocationOf({ ...question, budget: newBudget(), evidence: { crls: [readCrl(der)], ocsps: [] } })
    expect(await ask(list({ extra: [scopeOf(ctx(0, ctx(0, point)))] }))).toBe('good')
    expect(await ask(list({ extra: [scopeOf(ctx(0, ctx(0, ctxRaw(6, Uint8Array.of(1)))))] }))).toBe('unknown')
  })
})

describe('an OCSP answer', () => {
  const responder = party('responder')
  const certificates = [responder.certificate]
  it.each<[string, Uint8Array, string]>([
    ['that says good', answer(), 'good'],
    ['that says revoked', answer({ status: { revokedAtMs: NOW_MS - DAY_MS } }), 'revoked'],
    ['that says revoked from tomorrow', answer({ status: { revokedAtMs: NOW_MS + DAY_MS } }), 'good'],
    ['that says unknown', answer({ status: 'unknown' }), 'unknown'],
    ['about another', answer({ certificate: party('p384').certificate }), 'unknown'],
    ['about another issuer’s', answer({ issuer: party('root-ec') }), 'unknown'],
    ['that is out of date', answer({ thisUpdateMs: NOW_MS - 9 * DAY_MS, nextUpdateMs: NOW_MS - DAY_MS }), 'unknown'],
    ['by an appointed responder', answer({ responder, responderCertificates: certificates }), 'good'],
    ['by one named in it', answer({ responder, responderCertificates: certificates, byName: true }), 'good'],
    ['by one whose certificate is not there', answer({ responder }), 'unknown'],
    [
      'by one who was not appointed',
      answer({ responder: party('p384'), responderCertificates: [party('p384').certificate] }),
      'unknown',
    ],
    ['by another authority', answer({ responder: party('twin-issuing') }), 'unknown'],
    ['with SHA-1', answer({ scheme: { hash: 'sha1' } }), 'unknown'],
  ])('%s', async (_, der, expected) => {
    expect(await stateBy([], [der])).toBe(expected)
  })
})

describe('several voices', () => {
  it('say revoked when one of them does, in any order', async () => {
    const revoked = list({ revoked: named(NOW_MS - DAY_MS) })
    expect(await stateBy([list({ thisUpdateMs: NOW_MS - 1000 }), revoked], [answer()])).toBe('revoked')
    expect(await stateBy([revoked, list()], [])).toBe('revoked')
    expect(await stateBy([list()], [answer({ status: { revokedAtMs: 0 } })])).toBe('revoked')
  })

  it('say good only when they cover the whole path', async () => {
    const path = [read('p256'), read('issuing-ec'), read('root-ec')]
    const ask = (lists: readonly Uint8Array[]) =>
      revocationOf({
        ...{ path, atMs: NOW_MS, nowMs: NOW_MS, engine, budget: newBudget() },
        evidence: { crls: readAll(lists, readCrl), ocsps: [] },
      })
    const above = crl({ issuer: party('root-ec'), ...week })
    expect(await ask([list()])).toBe('unknown')
    expect(await ask([list(), above])).toBe('good')
    const fallen = [{ certificate: issuer.certificate, atMs: NOW_MS - DAY_MS }]
    expect(await ask([list(), crl({ issuer: party('root-ec'), ...week, revoked: fallen })])).toBe('revoked')
  })

  it('are nothing when they cannot be read', () => {
    expect(readAll([Uint8Array.of(1, 2, 3), list()], readCrl)).toHaveLength(1)
    expect(readAll([list(), list({ thisUpdateMs: NOW_MS }), list()], readCrl).length).toBeGreaterThan(1)
  })
})
