import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newVerificationCode } from '../issuing/verification-code.ts'
import { readScanned } from './scanned-code.ts'

const BASE = 'https://verify.example.edu.cn'
const CODE = 'K7QXM2PD9RWT5HNC83VBYZ4FGJ'
const read = (scanned: string, base = BASE) => readScanned(scanned, base)

describe('what a scanner read', () => {
  it.each([
    `${BASE}/v/${CODE}`,
    `${BASE}/v/K7QXM-2PD9R-WT5HN-C83VB-YZ4FGJ`,
    `${BASE}/v/${CODE.toLowerCase()}`,
    `HTTPS://VERIFY.EXAMPLE.EDU.CN/v/${CODE}`,
    `HTTPS://VERIFY.EXAMPLE.EDU.CN/V/${CODE}`,
    `${BASE}:443/v/${CODE}`,
    `${BASE}/v/${CODE}?lang=en#top`,
    ` ${BASE}/v/${CODE} `,
    CODE,
    'K7QXM-2PD9R-WT5HN-C83VB-YZ4FGJ',
    'K7QX M2PD 9RWT 5HNC 83VB YZ4F GJ',
  ])('is a code of ours in %j', scanned => {
    expect(read(scanned)).toEqual({ kind: 'ours', code: CODE })
  })

  it('is one for every code that is issued', () => {
    for (let time = 0; time < 100; time++) {
      const code = newVerificationCode()
      const plain = code.replaceAll('-', '')
      expect(read(`${BASE}/v/${code}`)).toEqual({ kind: 'ours', code: plain })
      expect(read(`${BASE}/print/v/${plain}`, `${BASE}/print`)).toEqual({ kind: 'ours', code: plain })
    }
  })

  it.each([
    `${BASE}/v/`,
    `${BASE}/v/${CODE.slice(0, -3)}`,
    `HTTPS://VERIFY.EXAMPLE.EDU.CN/V/${CODE.slice(0, -3)}`,
    `${BASE}/v/${CODE}X`,
    `${BASE}/v/abc/${CODE}`,
    `${BASE}/v/%4B7QXM2PD9RWT5HNC83VBYZ4FGJ`,
    CODE.slice(0, -3),
    `${CODE}7`,
    CODE.replace('7', 'U'),
  ])('was read badly in %j', scanned => {
    expect(read(scanned)).toEqual({ kind: 'unreadable' })
  })

  // The right code at another address is what a forger would print: the page behind it says whatever he likes.
  it.each([
    `https://verify.example.edu.cn.evil.example/v/${CODE}`,
    `https://evil.example/v/${CODE}`,
    `https://evil.example/https://verify.example.edu.cn/v/${CODE}`,
    `https://evil.example/?u=${BASE}/v/${CODE}`,
    `https://verify.example.edu.cn@evil.example/v/${CODE}`,
    `https://someone@verify.example.edu.cn/v/${CODE}`,
    `http://verify.example.edu.cn/v/${CODE}`,
    `https://verify.example.edu.cn:8443/v/${CODE}`,
    `https://vеrify.example.edu.cn/v/${CODE}`,
    `${BASE}\\v\\..\\x/${CODE}`,
    `${BASE}/other/${CODE}`,
    `verify.example.edu.cn/v/${CODE}`,
    `//verify.example.edu.cn/v/${CODE}`,
    `/v/${CODE}`,
    `javascript:/v/${CODE}`,
    `${BASE}/v/${CODE}\u200b`,
    `https://verify.example.edu.cn/v/K7QXM2PD9R\tWT5HNC83VBYZ4FGJ`,
    'weixin://wxpay/bizpayurl?pr=TEST',
    '134567890123456789',
    'BEGIN:VCARD',
    '',
    '您好',
    'K'.repeat(512),
  ])('is not ours in %j', scanned => {
    expect(read(scanned)).toEqual({ kind: 'not-ours' })
  })

  it('is a code or none, whatever it is, and never one at another host', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 512, unit: 'binary' }), text => {
        const answer = read(text)
        if (answer.kind === 'ours') expect(answer.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
      }),
    )
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), url => {
        fc.pre(new URL(url).host !== 'verify.example.edu.cn')
        expect(read(`${url.replace(/\/$/, '')}/v/${CODE}`)).toEqual({ kind: 'not-ours' })
      }),
    )
  })
})
