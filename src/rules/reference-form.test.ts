import { describe, expect, it } from 'vitest'
import { isReferenceForm, readReference } from './reference-form.ts'

describe('the form of a reference number', () => {
  it.each(['9999999', 'AAA-999', '#*** 99', 'No. 99'])('may be %j', form => expect(isReferenceForm(form)).toBe(true))

  it.each(['', 'ref', '9'.repeat(41), '99\n', '9<9', '编号99'])('may not be %j', form =>
    expect(isReferenceForm(form)).toBe(false),
  )

  it.each([
    ['9999999', ' 1234567 ', '1234567'],
    ['9999999', '１２３４５６７', '1234567'],
    ['9999999', '123 4567', '1234567'],
    ['AAA-999', 'wes-042', 'WES-042'],
    ['**-9', 'a1-5', 'A1-5'],
  ])('%j takes %j as %j', (form, typed, read) => expect(readReference(form, typed)).toBe(read))

  it.each([
    ['9999999', '123456'],
    ['9999999', '12345678'],
    ['9999999', '123456a'],
    ['AAA-999', 'WES 042'],
    ['9', ''],
  ])('%j does not take %j', (form, typed) => expect(readReference(form, typed)).toBe(null))
})
