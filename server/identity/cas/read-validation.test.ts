import { describe, expect, it } from 'vitest'
import { readValidation } from './read-validation.ts'

const read = (text: string) => readValidation(Buffer.from(text))
const NAMESPACE = 'xmlns:cas="http://www.yale.edu/tp/cas"'
const response = (inner: string) => `<cas:serviceResponse ${NAMESPACE}>${inner}</cas:serviceResponse>`
const success = (inner: string) =>
  response(`<cas:authenticationSuccess><cas:user>u1</cas:user>${inner}</cas:authenticationSuccess>`)
const userSaid = (user: string) =>
  response(`<cas:authenticationSuccess><cas:user>${user}</cas:user></cas:authenticationSuccess>`)
const json = (serviceResponse: unknown) => JSON.stringify({ serviceResponse })
const attributesIn = (text: string) => {
  const said = read(text)
  return said.ok && said.value.kind === 'success' ? said.value.attributes : said
}

describe('an answer in XML', () => {
  it('says who somebody is, as it was written', () => {
    expect(read(userSaid('0020210001'))).toEqual({
      ok: true,
      value: { kind: 'success', user: '0020210001', attributes: {} },
    })
    for (const user of ['1e5', '0x10', 'true', 'ＡＢ', ' u1 ', '林知远'])
      expect(read(userSaid(user))).toMatchObject({ value: { user } })
  })

  it('may be spread over lines, and name somebody of 255 letters', () => {
    const spread = userSaid('a'.repeat(255)).replaceAll('><', '>\n  <')
    expect(read(spread)).toMatchObject({ value: { user: 'a'.repeat(255) } })
  })

  it('is a failure also where it says no code', () => {
    const value = { kind: 'failure', code: 'UNNAMED' }
    expect(read(response('<cas:authenticationFailure>no</cas:authenticationFailure>'))).toEqual({ ok: true, value })
  })

  it('may come behind blanks, in another prefix or in none', () => {
    expect(read(`\r\n \n<?xml version="1.0" encoding="UTF-8"?>${userSaid('u1')}`).ok).toBe(true)
    const bare = 'http://www.yale.edu/tp/cas"><authenticationSuccess><user>u1</user></authenticationSuccess>'
    expect(read(`<serviceResponse xmlns="${bare}</serviceResponse>`)).toMatchObject({ value: { user: 'u1' } })
  })

  it.each([
    [
      'under cas:attributes, once or many times',
      '<cas:attributes><cas:sno>0012</cas:sno><cas:role>a</cas:role><cas:role>b</cas:role></cas:attributes>',
      { sno: ['0012'], role: ['a', 'b'] },
    ],
    ['beside the user', '<cas:sno>0012</cas:sno><cas:role>a</cas:role>', { sno: ['0012'], role: ['a'] }],
    [
      'by name and value',
      '<cas:attributes><cas:attribute name="sno" value="0012"/></cas:attributes><cas:attribute name="role" value="a"/>',
      { sno: ['0012'], role: ['a'] },
    ],
    ['without the prefix', '<cas:attributes><sno>0012</sno></cas:attributes>', { sno: ['0012'] }],
    [
      'of names that every object has',
      '<cas:attributes><cas:__proto__>x</cas:__proto__><cas:constructor>y</cas:constructor></cas:attributes>',
      JSON.parse('{"__proto__":["x"],"constructor":["y"]}'),
    ],
    ['under their own name, whatever they carry', '<cas:sno name="x">0012</cas:sno>', { sno: ['0012'] }],
    ['and never of another group', '<cas:other><cas:sno>1</cas:sno></cas:other>', {}],
    [
      'and never of what has parts of its own, is of another language, or is no attribute',
      `<cas:attributes><cas:sno>1<b/></cas:sno><f:sno xmlns:f="urn:f">2</f:sno></cas:attributes>
      <cas:proxyGrantingTicket>PGTIOU-1</cas:proxyGrantingTicket>`,
      {},
    ],
  ])('has attributes %s', (_, inner, attributes) => {
    expect(attributesIn(success(inner))).toEqual(attributes)
  })

  it.each([
    ['INVALID_TICKET', 'INVALID_TICKET'],
    ['INVALID_SERVICE', 'INVALID_SERVICE'],
    [' INTERNAL_ERROR ', 'INTERNAL_ERROR'],
    ['ST-1-secret', 'UNNAMED'],
    ['ST-1-INVALID', 'UNNAMED'],
    ['INVALID-1', 'UNNAMED'],
    ['', 'UNNAMED'],
  ])('is a failure by the code %j, without its words', (code, word) => {
    const failure = `<cas:authenticationFailure code="${code}">Ticket ST-1 not recognized</cas:authenticationFailure>`
    expect(read(response(failure))).toEqual({ ok: true, value: { kind: 'failure', code: word } })
  })

  it.each([
    ['nobody', userSaid(''), 'NO_USABLE_USER'],
    ['a blank', userSaid(' '), 'NO_USABLE_USER'],
    ['blanks', userSaid('&#10; '), 'NO_USABLE_USER'],
    ['a line of its own in a log', userSaid('u1&#10;u2'), 'NO_USABLE_USER'],
    ['more letters than anybody has', userSaid('a'.repeat(256)), 'NO_USABLE_USER'],
    ['an element', userSaid('<b>u1</b>'), 'NOT_ONE_USER'],
    ['two people', success('<cas:user>u2</cas:user>'), 'NOT_ONE_USER'],
    [
      'nobody at all',
      response('<cas:authenticationSuccess><cas:sno>1</cas:sno></cas:authenticationSuccess>'),
      'NOT_ONE_USER',
    ],
    ['whom another service brings', success('<cas:proxies><cas:proxy>x</cas:proxy></cas:proxies>'), 'PROXY_TICKET'],
  ])('does not name %s', (_, text, word) => {
    expect(read(text)).toEqual({ ok: false, error: word })
  })

  it.each([
    ['is of another language', userSaid('u1').replace('yale', 'example'), 'NO_SERVICE_RESPONSE'],
    ['has no language', userSaid('u1').replaceAll('cas:', '').replace('xmlns:cas', 'k'), 'NO_SERVICE_RESPONSE'],
    [
      'is the inner part alone',
      `<cas:authenticationSuccess ${NAMESPACE}><cas:user>u1</cas:user></cas:authenticationSuccess>`,
      'NO_SERVICE_RESPONSE',
    ],
    ['has its success one level down', response(`<x>${userSaid('u1')}</x>`), 'NEITHER_SUCCESS_NOR_FAILURE'],
    ['says nothing', response(''), 'NOT_ONE_ANSWER'],
    [
      'says it with words beside',
      userSaid('u1').replace('</cas:serviceResponse>', 'x</cas:serviceResponse>'),
      'NOT_ONE_ANSWER',
    ],
    ['is a page', '<!doctype html><html></html>', 'NOT_XML'],
    ['is of version 1', 'yes\nu1\n', 'NOT_XML'],
    ['has two roots', userSaid('u1') + userSaid('u2'), 'NOT_XML'],
  ])('is no answer when it %s', (_, text, word) => {
    expect(read(text)).toEqual({ ok: false, error: word })
  })

  it('is no answer when its bytes are not UTF-8', () => {
    expect(readValidation(Buffer.from(userSaid('é'), 'latin1'))).toEqual({ ok: false, error: 'NOT_UTF8' })
  })
})

describe('an answer in JSON', () => {
  it('says who somebody is, with every attribute as a list', () => {
    const attributes = {
      sno: ['0012'],
      name: '林知远',
      new: [true],
      at: [1700000000],
      none: [],
      big: 2 ** 60,
      deep: [{ a: 1 }],
    }
    expect(read(`\n ${json({ authenticationSuccess: { user: '0020210001', attributes } })}`)).toEqual({
      ok: true,
      value: {
        ...{ kind: 'success', user: '0020210001' },
        attributes: { sno: ['0012'], name: ['林知远'], new: ['true'], at: ['1700000000'] },
      },
    })
  })

  it('may have no attributes, and says that it failed', () => {
    expect(attributesIn(json({ authenticationSuccess: { user: 'u1' } }))).toEqual({})
    expect(attributesIn(json({ authenticationSuccess: { user: 'u1', attributes: null, proxies: [] } }))).toEqual({})
    const failure = { authenticationFailure: { code: 'INVALID_TICKET', description: 'Ticket ST-1' } }
    expect(read(json(failure))).toEqual({ ok: true, value: { kind: 'failure', code: 'INVALID_TICKET' } })
  })

  const good = { authenticationSuccess: { user: 'u1' } }
  it.each([
    ['names a number, which has lost its zeros', json({ authenticationSuccess: { user: 20210001 } }), 'NOT_ONE_ANSWER'],
    ['names nobody', json({ authenticationSuccess: { user: '' } }), 'NO_USABLE_USER'],
    ['is success and failure', json({ ...good, authenticationFailure: { code: 'X' } }), 'NOT_ONE_ANSWER'],
    ['is neither', json({}), 'NOT_ONE_ANSWER'],
    ['has something beside it', JSON.stringify({ serviceResponse: good, more: 1 }), 'NOT_ONE_ANSWER'],
    ['breaks off', json(good).slice(0, -1), 'NOT_ONE_ANSWER'],
    ['only goes deeper', '{"a":'.repeat(10_000), 'NOT_ONE_ANSWER'],
    ['is of another service', json({ authenticationSuccess: { user: 'u1', proxies: ['https://x'] } }), 'PROXY_TICKET'],
  ])('is no answer when it %s', (_, text, word) => {
    expect(read(text)).toEqual({ ok: false, error: word })
  })
})
