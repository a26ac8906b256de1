import { describe, expect, it } from 'vitest'
import type { EnrolmentField, EnrolmentIdType } from './enrolment.ts'
import { readValue, type ValueFlaw } from './field-values.ts'

describe('a right value', () => {
  it.each<[EnrolmentField, string, string, EnrolmentIdType?]>([
    ['name', ' 林晓岚', '林晓岚'],
    ['name', '艾力·买买提', '艾力·买买提'],
    ['name', '𠮷野', '𠮷野'],
    ['name', 'JOSE\u0301 GARCÍA', 'JOSÉ GARCÍA', 'passport'],
    ['name', '林'.repeat(60), '林'.repeat(60)],
    ['sex', '男', '男'],
    ['sex', '女', '女'],
    ['bornOn', '2004-02-29', '2004-02-29'],
    ['enteredOn', '1999-12-31', '1999-12-31'],
    ['expectedOn', '2026-07-01', '2026-07-01'],
    ['idType', 'taiwan', 'taiwan'],
    ['idNumber', '１１０１０１ 20040120 0024', '110101200401200024'],
    ['idNumber', '34052419800101001x', '34052419800101001X'],
    ['idNumber', 'h12345678', 'H12345678', 'hong-kong-macao'],
    ['idNumber', 'M1234567801', 'M1234567801', 'hong-kong-macao'],
    ['idNumber', '110101200401200024', '110101200401200024', 'hong-kong-macao'],
    ['idNumber', '12345678', '12345678', 'taiwan'],
    ['idNumber', '1234567890B', '1234567890B', 'taiwan'],
    ['idNumber', '1234567890', '1234567890', 'taiwan'],
    ['idNumber', '110101200401200024', '110101200401200024', 'taiwan'],
    ['idNumber', 'e1234', 'E1234', 'passport'],
    ['idNumber', 'USA123456789012', 'USA123456789012', 'foreign-resident'],
    ['idNumber', '990101200401200028', '990101200401200028', 'foreign-resident'],
    ['examineeNumber', '２２９９０１ 01110234', '22990101110234'],
    ['studentNumber', 'S-2022-01', 'S-2022-01'],
    ['lengthYears', '2.5', '2.5'],
    ['lengthYears', '8', '8'],
    ['standing', 'studying', 'studying'],
    ['major', '软件工程（中外合作）', '软件工程（中外合作）'],
    ['className', '软'.repeat(100), '软'.repeat(100)],
  ])('of %s may be %j', (field, text, value, idType = 'resident') => {
    expect(readValue(field, text, idType)).toEqual({ value })
  })

  it.each<[ValueFlaw, EnrolmentField, string, EnrolmentIdType?]>([
    ['empty', 'major', ' \u200b'],
    ['too-long', 'major', '软'.repeat(101)],
    ['too-long', 'name', '林'.repeat(61)],
    ['unprintable', 'major', '软件\ue000'],
    ['unprintable', 'name', '林\ue000'],
    ['not-a-name', 'name', '··'],
    ['name-not-chinese', 'name', 'Lin Xiaolan'],
    ['name-not-chinese', 'name', '林xiaolan'],
    ['not-a-sex', 'sex', '女性'],
    ['not-a-day', 'bornOn', '2003-02-29'],
    ['not-a-day', 'bornOn', '2003-13-01'],
    ['not-a-day', 'bornOn', '2003-1-1'],
    ['not-a-day', 'enteredOn', '2200-01-01'],
    ['not-a-day', 'expectedOn', '1826-07-01'],
    ['not-a-day', 'expectedOn', 'x2026-07-01'],
    ['not-a-day', 'expectedOn', '-002026-07-01'],
    ['not-a-day', 'expectedOn', '2026-07-011'],
    ['not-a-kind-of-paper', 'idType', '身份证'],
    ['number-check-digit', 'idNumber', '110101200401200025'],
    ['number-date', 'idNumber', '110101200402300027'],
    ['number-form', 'idNumber', '11010120040120002'],
    ['number-form', 'idNumber', '990101200401200028'],
    ['number-form', 'idNumber', '110101200401200024', 'foreign-resident'],
    ['number-form', 'idNumber', 'X12345678', 'hong-kong-macao'],
    ['number-form', 'idNumber', 'H123456789', 'hong-kong-macao'],
    ['number-form', 'idNumber', '123456789', 'taiwan'],
    ['number-form', 'idNumber', 'E123', 'passport'],
    ['number-form', 'idNumber', '护照12345', 'passport'],
    ['not-a-number', 'studentNumber', '学号一'],
    ['not-a-number', 'examineeNumber', '1'.repeat(33)],
    ['not-a-length', 'lengthYears', '4年'],
    ['not-a-length', 'lengthYears', '9'],
    ['not-a-length', 'lengthYears', '4.25'],
    ['not-a-standing', 'standing', '注册学籍'],
  ])('is none: %s, of %s %j', (flaw, field, text, idType = 'resident') => {
    expect(readValue(field, text, idType)).toEqual({ flaw })
  })
})
