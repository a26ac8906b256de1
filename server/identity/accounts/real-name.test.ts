import { describe, expect, it } from 'vitest'
import { somebody } from '../../../tests/peers/account-world.ts'
import { readRealName } from './real-name.ts'

const TODAY = '2026-11-30'
/** A man, born on 7 March 1990. */
const man = { ...somebody(), name: '林知远', sex: 'male', number: '11010519900307101X' }
const read = (more: Record<string, string>) =>
  readRealName({ ...man, number: numberOf('110105199003071'), ...more }, TODAY)

function numberOf(head: string): string {
  const digits = `${head}11`.slice(0, 17)
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return digits + '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11]
}

describe('who somebody says to be', () => {
  it('has the day of birth from the number of a resident ID', () => {
    expect(read({})).toMatchObject({ ok: true, value: { name: '林知远', bornOn: '1990-03-07', idType: 'resident-id' } })
    expect(read({ bornOn: '1990-03-07' })).toMatchObject({ ok: true })
  })

  it.each([
    [{ name: 'Lin Zhiyuan' }, 'E_NAME'],
    [{ name: 'lin知远' }, 'E_NAME'],
    [{ name: '林' }, 'E_NAME'],
    [{ name: '林 知远' }, 'E_NAME'],
    [{ name: '·知远' }, 'E_NAME'],
    [{ name: '  ' }, 'E_NAME'],
    [{ sex: '' }, 'E_SEX'],
    [{ sex: 'female' }, 'E_SEX_MISMATCH'],
    [{ idType: '' }, 'E_IDTYPE'],
    [{ idType: 'library-card' }, 'E_IDTYPE'],
    [{ number: `${numberOf('110105199003071').slice(0, 17)}~` }, 'E_IDNO_CHECK'],
    [{ number: '110105900307101' }, 'E_IDNO_CHECK'],
    [{ bornOn: '1990-03-08' }, 'E_BIRTH_MISMATCH'],
    [{ idType: 'passport', number: 'E12345678' }, 'E_BIRTH'],
    [{ idType: 'passport', number: 'E12345678', bornOn: '2026-12-01' }, 'E_BIRTH'],
    [{ idType: 'passport', number: 'E12345678', bornOn: '1990-02-30' }, 'E_BIRTH'],
    [{ idType: 'passport', number: 'ABCDE', bornOn: '1990-03-07' }, 'E_IDNO_CHECK'],
    [{ idType: 'hk-macau-taiwan-permit', number: 'X12345678', bornOn: '1990-03-07' }, 'E_IDNO_CHECK'],
  ])('is refused for %j', (more, error) => {
    const answer = read(more)
    expect(answer.ok ? [] : answer.error).toContain(error)
  })

  it('has another number for each wrong digit of it', () => {
    const right = numberOf('110105199003071')
    for (let at = 0; at < 17; at++) {
      const wrong = right.slice(0, at) + ((Number(right[at]) + 1) % 10) + right.slice(at + 1)
      expect(read({ number: wrong }).ok, wrong).toBe(false)
    }
  })

  it.each([
    [{ name: '艾力•买买提' }, '艾力·买买提'],
    [{ name: ' 林知远 ' }, '林知远'],
    [{ name: '𠮷野' }, '𠮷野'],
    [{ idType: 'passport', number: 'k1234567e', bornOn: '1990-03-07', name: 'Zoë O’Brien-Łuk' }, 'Zoë O’Brien-Łuk'],
    [{ idType: 'hk-macau-taiwan-permit', number: 'Ｈ0123 4567', bornOn: '1990-03-07' }, '林知远'],
    [{ idType: 'hk-macau-taiwan-permit', number: '01234567', bornOn: '1990-03-07' }, '林知远'],
  ])('takes %j', (more, name) => {
    expect(read(more)).toMatchObject({ ok: true, value: { name } })
  })

  it('compares numbers without blanks, in capitals', () => {
    const answer = read({ idType: 'passport', number: ' k12-3456 7e', bornOn: '1990-03-07' })
    expect(answer).toMatchObject({ value: { number: 'K1234567E' } })
  })
})
