import { expect, it } from 'vitest'
import { isBlockedKey } from './blocked-key.ts'

const press = (key: string, ...held: ('control' | 'alt' | 'meta' | 'shift')[]) => ({
  key,
  control: held.includes('control'),
  alt: held.includes('alt'),
  meta: held.includes('meta'),
  shift: held.includes('shift'),
})

it.each([
  ...['w', 'r', 'p', 's', 'o', 'n', 't', 'j', 'u', '+', '-', '0', 'I', 'J', 'C'].map(key => press(key, 'control')),
  ...['F4', 'Tab', 'ArrowLeft', 'Home', ' ', 'a'].map(key => press(key, 'alt')),
  ...['q', 'l', 'd'].map(key => press(key, 'meta')),
  ...['F1', 'F3', 'F5', 'F11', 'F12', 'F24', 'ContextMenu', 'BrowserBack', 'LaunchMail', 'PrintScreen'].map(key =>
    press(key),
  ),
  press('Escape', 'shift'),
])('blocks $key (control $control, alt $alt, system $meta)', blocked => {
  expect(isBlockedKey(blocked)).toBe(true)
})

it.each(['a', 'Z', '7', 'Enter', 'Tab', 'Escape', 'ArrowDown', ' ', 'F', '印', 'Backspace'])('lets %j through', key => {
  expect(isBlockedKey(press(key))).toBe(false)
})

it.each(['Tab', 'A'])('lets %j with Shift through', key => {
  expect(isBlockedKey(press(key, 'shift'))).toBe(false)
})
