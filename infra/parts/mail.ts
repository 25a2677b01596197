import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { ConfigurationSet, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import type { Briefing } from '../briefing.ts';

export interface Mail {
  readonly identity: EmailIdentity;
  readonly configurationSet: ConfigurationSet;
}

/** The sender's domain, proved to SES by the three DNS records among the outputs, and how its mail is watched. */
export function mail(scope: Construct, sender: Briefing['sender']): Mail {
  const domain = sender.address.slice(sender.address.indexOf('@') + 1);
  // No tracking of opens and clicks, and no custom redirect: links in our mail are what they say.
  // Nor the account's suppression list: whoever bounced is kept from mail by his own row, and a list of SES's beside it would swallow
  // the very confirmation that brings him back. https://docs.aws.amazon.com/ses/latest/dg/sending-email-suppression-list-config-level.html
  const configurationSet = new ConfigurationSet(scope, 'Mail', {
    reputationMetrics: true,
    disableSuppressionList: true,
  });
  const identity = new EmailIdentity(scope, 'Sender', { identity: Identity.domain(domain) });
  for (const resource of [configurationSet, identity]) resource.applyRemovalPolicy(RemovalPolicy.RETAIN);
  identity.dkimRecords.forEach(({ name, value }, index) => {
    new CfnOutput(scope, `SenderDkim${index + 1}`, {
      value: `${name} CNAME ${value}`,
      description: 'Add this record to the DNS of the sender domain: without it SES refuses to send.',
    });
  });
  return { identity, configurationSet };
}
