/** Who asks. */
export type Credentials = PasswordCredentials | IdentityToken | RegistryToken;

/** A name and a password, or a token in the place of the password. */
export interface PasswordCredentials {
  readonly kind: 'password';
  readonly username: string;
  readonly password: string;
}

/** A token that the registry's token server takes for a shorter-lived one, as `az acr login` leaves it. */
export interface IdentityToken {
  readonly kind: 'identity-token';
  readonly token: string;
}

/** A token that the registry itself takes. */
export interface RegistryToken {
  readonly kind: 'registry-token';
  readonly token: string;
}

/** Finds the credentials for a registry's host; `undefined` where there are none and it is asked as nobody. */
export type CredentialSource = (host: string) => Promise<Credentials | undefined>;
