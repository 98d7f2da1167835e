// An OpenID provider for the journeys: `node provider.mjs PORT REDIRECT_URI…`; anybody may sign in under any address.
// POST /tamper with a word makes the next identity tokens wrong in that way; POST /tamper with nothing mends them.
import { randomBytes } from "node:crypto";
import Provider from "oidc-provider";
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from "jose";

const [port, ...redirects] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const own = await generateKeyPair("RS256", { extractable: true });
const other = await generateKeyPair("RS256", { extractable: true });
const jwk = { ...(await exportJWK(own.privateKey)), kid: "own", use: "sig", alg: "RS256" };
let wrong = "";

const claimsOf = (email) => ({
  sub: email,
  email,
  email_verified: !email.startsWith("onbevestigd"),
  name: email.split("@")[0],
});

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "monitor",
      client_secret: "geheim-voor-de-proef",
      redirect_uris: redirects,
      post_logout_redirect_uris: redirects,
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  conformIdTokenClaims: false,
  cookies: { keys: [randomBytes(16).toString("hex")] },
  findAccount: (_, id) => ({ accountId: id, claims: () => claimsOf(id) }),
  jwks: { keys: [jwk] },
});

const tampered = async (token) => {
  const claims = decodeJwt(token);
  const now = Math.floor(Date.now() / 1000);
  if (wrong === "expired") Object.assign(claims, { iat: now - 7200, exp: now - 3600 });
  if (wrong === "foreign") claims.aud = "een-andere-client";
  if (wrong === "issuer") claims.iss = "http://127.0.0.1:1";
  if (wrong === "replayed") claims.nonce = "van-een-ander";
  const key = wrong === "forged" ? other.privateKey : own.privateKey;
  return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "own" }).sign(key);
};

provider.use(async (context, next) => {
  if (context.path === "/tamper") {
    wrong = context.querystring;
    context.body = wrong;
    return;
  }
  if (context.path === "/auth" && context.query.prompt === "select_account") {
    const { prompt, ...kept } = context.query;
    context.query = kept;
  }
  await next();
  if (context.path === "/token" && wrong && context.body?.id_token) {
    context.body = { ...context.body, id_token: await tampered(context.body.id_token) };
  }
});

provider.listen(Number(port), "127.0.0.1", () => console.log("ready"));
