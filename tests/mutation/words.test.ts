import { describe, expect, it } from 'vitest'
import { onlyWords } from './words.ts'

const name = (of: string) => ({ type: 'Identifier', name: of })
const member = (object: object, property: string) => ({ type: 'MemberExpression', object, property: name(property) })
const text = { type: 'StringLiteral', value: 'gone' }
const property = (key: string, value: object) => ({ type: 'ObjectProperty', key: name(key), value })

describe('what is only words', () => {
  it.each([
    ['a line of the log', { type: 'CallExpression', callee: member(name('log'), 'warn') }],
    [
      'a line of a log that was handed in',
      { type: 'CallExpression', callee: member(member(name('parts'), 'log'), 'error') },
    ],
    ['the text of a bug', { type: 'NewExpression', callee: name('RangeError') }],
    ['a sentence for people', property('evidence', { type: 'TemplateLiteral' })],
  ])('%s is left as it is', (_, node) => {
    expect(onlyWords({ node })).toBeTypeOf('string')
  })

  it.each([
    ['the call of something else', { type: 'CallExpression', callee: member(name('orders'), 'warn') }],
    ['another call of a log', { type: 'CallExpression', callee: member(name('log'), 'child') }],
    ['a logarithm', { type: 'CallExpression', callee: name('log') }],
    ['another object', { type: 'NewExpression', callee: name('Map') }],
    ['another member', property('kind', text)],
    ['evidence that is reckoned', property('evidence', name('evidence'))],
    ['a text anywhere else', text],
  ])('%s is changed', (_, node) => {
    expect(onlyWords({ node })).toBeUndefined()
  })
})
