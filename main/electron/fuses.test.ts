import { describe, expect, it } from 'vitest'
import { FUSES, RELEASE_FUSES, readFuses, wrongFuses } from './fuses.ts'

const program = (wire: string, { version = 1, sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX' } = {}) =>
  Buffer.concat([
    Buffer.from(`\x7fELF what comes before ${sentinel}`, 'latin1'),
    Buffer.from([version, wire.length]),
    Buffer.from(`${wire}what comes behind`, 'latin1'),
  ])

describe('the fuses of a program', () => {
  it('are read in the order of the wire', () => {
    expect([...readFuses(program('01'))]).toEqual([
      ['RunAsNode', false],
      ['EnableCookieEncryption', true],
    ])
  })

  it.each([
    [
      'an Electron as it is made',
      '1011000',
      [
        'RunAsNode',
        'EnableCookieEncryption',
        'EnableNodeOptionsEnvironmentVariable',
        'EnableNodeCliInspectArguments',
        'EnableEmbeddedAsarIntegrityValidation',
        'OnlyLoadAppFromAsar',
      ],
    ],
    ['a release', '0100110', []],
    ['a release of a newer Electron', '010011001', []],
    ['one fuse forgotten', '010011011', ['GrantFileProtocolExtraPrivileges']],
  ])('%s', (_, wire, wrong) => {
    expect(wrongFuses(readFuses(program(wire)))).toEqual(wrong)
  })

  it('are decided on, each of them', () => {
    expect(Object.keys(RELEASE_FUSES)).toEqual([...FUSES])
  })

  it.each([
    ['no wire', program('0100110', { sentinel: 'nothing' }), /no fuse wire/],
    ['another version of the wire', program('0100110', { version: 2 }), /version 2/],
    ['a fuse that the table does not know', program('0100110011'), /10 fuses/],
    ['a fuse that was taken out', program('r100110'), /RunAsNode/],
  ])('%s is said', (_, bytes, why) => {
    expect(() => readFuses(bytes)).toThrow(why)
  })
})
