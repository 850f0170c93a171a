import { BitString, Integer, Utf8String } from 'asn1js'
import {
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  Extension,
  Time,
  TimeType,
} from 'pkijs'
import type { NewSeal, Seal } from '#main/signing/index.ts'

const objectIds = {
  commonName: '2.5.4.3',
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
} as const

/** RFC 5280, 4.1.2.5: the end of a certificate that has no well-defined end. */
const noEnd = new Date('9999-12-31T23:59:59.000Z')

/** A P-256 key with a certificate that it signs itself: nobody vouches for the practice. */
export const makeSeal = async ({ name, madeAt, serial }: NewSeal): Promise<Seal> => {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: new Uint8Array(positive(serial)).buffer }),
  })
  for (const person of [certificate.subject, certificate.issuer]) {
    person.typesAndValues.push(
      new AttributeTypeAndValue({
        type: objectIds.commonName,
        value: new Utf8String({ value: short(name) }),
      }),
    )
  }
  certificate.notBefore = new Time({ type: TimeType.UTCTime, value: new Date(madeAt) })
  certificate.notAfter = new Time({ type: TimeType.GeneralizedTime, value: noEnd })
  certificate.extensions = [
    extension(objectIds.basicConstraints, new BasicConstraints({ cA: false }).toSchema().toBER()),
    extension(objectIds.keyUsage, digitalSignature.toBER()),
  ]
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey)
  await certificate.sign(keys.privateKey, 'SHA-256')
  return {
    certificate: new Uint8Array(certificate.toSchema(true).toBER()),
    privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
  }
}

/** RFC 5280, 4.1.2.2: a serial number is positive, and not zero. */
const positive = (serial: Uint8Array): Uint8Array => {
  const [first = 0, ...others] = serial
  return Uint8Array.of((first & 0x3f) | 0x40, ...others)
}

/** X.520: a name in a certificate has at most 64 characters. */
const short = (name: string): string => [...name].slice(0, 64).join('')

// Bit 0 alone: it signs data.
const digitalSignature = new BitString({ unusedBits: 7, valueHex: Uint8Array.of(0x80).buffer })

const extension = (extnID: string, extnValue: ArrayBuffer): Extension =>
  new Extension({ extnID, critical: true, extnValue })
