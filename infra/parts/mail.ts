import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  ConfigurationSet,
  EmailIdentity,
  Identity,
  type IEmailIdentity,
  MailFromBehaviorOnMxFailure,
} from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import type { Briefing } from '../briefing.ts';

export interface Mail {
  readonly identity: IEmailIdentity;
  readonly configurationSet: ConfigurationSet;
}

/** The envelope's domain, unless the briefing names another: a name that neither sends nor receives anything else. */
const MAIL_FROM = 'bounce';

/** The sender's domain, proved to SES by the DNS records among the outputs, and how its mail is watched. */
export function mail(scope: Construct, sender: Briefing['sender']): Mail {
  // No tracking of opens and clicks, and no custom redirect: links in our mail are what they say.
  // Nor the account's suppression list: a reader whose mail bounced is kept from mail by their own row, and a list of SES's beside it would swallow
  // the very confirmation that brings them back. https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list-config-level.html
  const configurationSet = new ConfigurationSet(scope, 'Mail', {
    reputationMetrics: true,
    disableSuppressionList: true,
  });
  configurationSet.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  const domain = sender.address.slice(sender.address.indexOf('@') + 1);
  record(
    scope,
    'SenderDmarc',
    `_dmarc.${domain} TXT "v=DMARC1; p=none"`,
    'Gmail and Yahoo ask senders for one.',
  );
  const { existingIdentity } = sender;
  const identity =
    existingIdentity === undefined
      ? ownIdentity(scope, domain, sender.mailFromSubdomain ?? MAIL_FROM)
      : EmailIdentity.fromEmailIdentityName(scope, 'Sender', existingIdentity);
  return { identity, configurationSet };
}

function ownIdentity(scope: Construct, domain: string, subdomain: string): EmailIdentity {
  const mailFromDomain = `${subdomain}.${domain}`;
  const identity = new EmailIdentity(scope, 'Sender', {
    identity: Identity.domain(domain),
    // Or SES forwards every bounce, with the reader's address, to the sender's mailbox. Events tell of them already.
    // https://docs.aws.amazon.com/ses/latest/dg/monitor-sending-activity-using-notifications-email.html
    feedbackForwarding: false,
    // Until its records are there SES uses its own name, as without one.
    // https://docs.aws.amazon.com/ses/latest/dg/mail-from.html
    mailFromDomain,
    mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
  });
  // A domain that SES knows stops a second create, so a failed first deployment must leave none behind.
  identity.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  identity.dkimRecords.forEach(({ name, value }, index) => {
    record(scope, `SenderDkim${index + 1}`, `${name} CNAME ${value}`, 'Without it SES refuses to send.');
  });
  const { region } = Stack.of(scope);
  const mx = `${mailFromDomain} MX 10 feedback-smtp.${region}.amazonses.com`;
  record(scope, 'SenderMailFrom', mx, 'Bounces return to it.');
  const spf = `${mailFromDomain} TXT "v=spf1 include:amazonses.com ~all"`;
  record(scope, 'SenderSpf', spf, 'With it SPF passes for the sender’s own domain.');
  return identity;
}

function record(scope: Construct, id: string, value: string, why: string): void {
  new CfnOutput(scope, id, { value, description: `Add this record to the DNS of the sender domain. ${why}` });
}
