export { SecretForm, type SecretFormProps } from './SecretForm.tsx'
export { SignatureBlock, type SignatureBlockProps } from './SignatureBlock.tsx'
