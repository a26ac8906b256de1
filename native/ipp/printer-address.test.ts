import { describe, expect, it } from 'vitest'
import { httpUrlOfPrinter } from './printer-address.ts'

describe('the address of a printer', () => {
  it.each([
    ['ipp://192.0.2.7/ipp/print', 'http://192.0.2.7:631/ipp/print'],
    ['ipp://192.0.2.7', 'http://192.0.2.7:631/'],
    ['IPP://printer.example:8631/ipp/print', 'http://printer.example:8631/ipp/print'],
    ['ipp://[2001:db8::7]/ipp/print', 'http://[2001:db8::7]:631/ipp/print'],
    ['ipp://[2001:db8::7]:632/', 'http://[2001:db8::7]:632/'],
    ['http://192.0.2.7:8080/ipp', 'http://192.0.2.7:8080/ipp'],
  ])('%s is %s', (uri, url) => expect(httpUrlOfPrinter(uri)?.href).toBe(url))

  it.each([
    'ipp://HP LaserJet.local',
    'ipp://192.0.2.7:99999/ipp/print',
    'ipp://192.0.2.7:0/ipp/print',
    'ipp://192.0.2.7:/ipp/print',
    'ipp://',
    'ipp:///ipp/print',
    'ipp://user@192.0.2.7/ipp/print',
    'ipp://192.0.2.7\\ipp',
    'ipp://192.0.2.300/ipp/print',
    'ipp://[2001:db8::7/ipp/print',
    'ipp://打印机.example/ipp/print',
    'ipp://192.0.2.7/ipp/print?x=1',
    'ipp://192.0.2.7/ipp/print#x',
    'ipps://192.0.2.7/ipp/print',
    'socket://192.0.2.7',
    `ipp://192.0.2.7/${'x'.repeat(1_024)}`,
    '',
  ])('%s is none', uri => expect(httpUrlOfPrinter(uri)).toBeNull())
})
