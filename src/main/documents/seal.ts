import { createHash } from 'node:crypto'
import { SignPdf, Signer } from '@signpdf/signpdf'
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import type { Seal } from '#main/signing/index.ts'
import { type SealWords, withPlaceholder } from './placeholder.ts'

// RFC 5652, RFC 5035.
const objectIds = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const

/**
 * Seals a PDF of {@link renderDocument} as PAdES asks (ETSI EN 319 142-1, level B-B without a
 * qualified certificate): the whole file is covered, and any change of it is found. It shows neither
 * who signed nor when.
 */
export const sealPdf = async (
  pdf: Uint8Array,
  seal: Seal,
  words: SealWords,
): Promise<Uint8Array> => {
  const signer = await signerOf(seal)
  const sealed = await new SignPdf().sign(Buffer.from(withPlaceholder(pdf, words)), signer)
  return new Uint8Array(sealed)
}

const signerOf = async ({ certificate, privateKey }: Seal): Promise<Signer> => {
  const key = await crypto.subtle.importKey(
    'pkcs8',
    new Uint8Array(privateKey),
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  )
  return new (class extends Signer {
    override async sign(content: Buffer): Promise<Buffer> {
      return Buffer.from(await signedData(content, certificate, key))
    }
  })()
}

/** A detached CMS signature, DER. */
const signedData = async (
  content: Uint8Array,
  der: Uint8Array,
  key: CryptoKey,
): Promise<ArrayBuffer> => {
  const certificate = Certificate.fromBER(new Uint8Array(der))
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: objectIds.data }),
    certificates: [certificate],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: attributesOf(content, der),
        }),
      }),
    ],
  })
  await signed.sign(key, 0, 'SHA-256', new Uint8Array(content).buffer)
  return new ContentInfo({ contentType: objectIds.signedData, content: signed.toSchema(true) })
    .toSchema()
    .toBER()
}

/** As a DER set: shorter ones first, which here is all that orders them. */
const attributesOf = (content: Uint8Array, certificate: Uint8Array): Attribute[] => [
  new Attribute({
    type: objectIds.contentType,
    values: [new ObjectIdentifier({ value: objectIds.data })],
  }),
  new Attribute({ type: objectIds.messageDigest, values: [hashOf(content)] }),
  // The certificate is named in what is signed, by its SHA-256, so that no other can be put in its place.
  new Attribute({
    type: objectIds.signingCertificateV2,
    values: [
      new Sequence({
        value: [new Sequence({ value: [new Sequence({ value: [hashOf(certificate)] })] })],
      }),
    ],
  }),
]

const hashOf = (bytes: Uint8Array): OctetString =>
  new OctetString({
    valueHex: new Uint8Array(createHash('sha256').update(bytes).digest()).buffer,
  })
