// One municipality's installation: the Host on App Service, PostgreSQL, Key Vault and the bot's registration;
// Redis only where more than one instance runs. Database and secrets are reached over a private network.
targetScope = 'resourceGroup'

@description('Makes the names of the resources unique.')
@minLength(4)
@maxLength(16)
param resourceSuffix string

param location string = resourceGroup().location

@description('Instances of the Host. From two on, Redis carries live messages between them.')
@minValue(1)
@maxValue(10)
param instances int = 1

param planSku string = 'P0v3'
param postgresSku string = 'Standard_B2s'
param postgresTier string = 'Burstable'

@description('The Entra registration that serves tab, bot and Graph.')
param clientId string

@description('The app\'s id in Teams, for links into it.')
param teamsAppId string
@secure()
param clientSecret string
param tenantId string = subscription().tenantId
param entraInstance string = environment().authentication.loginEndpoint

@description('Owner of the schema: runs the migrations, never the Host.')
param postgresOwner string = 'workspace_owner'
@secure()
param postgresOwnerPassword string
@description('The role the Host signs in with. It owns nothing; docs/operations.md says how it is made.')
param postgresAppRole string = 'workspace_app'
@secure()
param postgresAppPassword string
@description('Public address from which an administrator runs the migrations. Empty: none, the database is reachable over the private network only.')
param administratorAddress string = ''

param organisationName string
param organisationTimeZone string = 'Europe/Berlin'
@description('First administrator: user principal name or object id.')
param organisationAdministrator string

@description('Own host name of the tab, in lower case. Empty: the name App Service gives. DNS and certificate are bound to the site by the municipality.')
param domain string = ''

var hostName = 'workspace-${resourceSuffix}'
var tabDomain = empty(domain) ? '${hostName}.azurewebsites.net' : domain
var needsRedis = instances > 1
var databaseName = 'workspace'
var keyVaultSecretsUser = '4633458b-17de-408a-a874-0445c86b69e6'

// ---- network

resource network 'Microsoft.Network/virtualNetworks@2023-11-01' = {
  name: 'workspace-${resourceSuffix}'
  location: location
  properties: {
    addressSpace: { addressPrefixes: [ '10.20.0.0/24' ] }
    subnets: [
      {
        name: 'host'
        properties: {
          addressPrefix: '10.20.0.0/26'
          delegations: [
            { name: 'host', properties: { serviceName: 'Microsoft.Web/serverFarms' } }
          ]
        }
      }
      {
        name: 'data'
        properties: { addressPrefix: '10.20.0.64/26' }
      }
    ]
  }
}

// Private addresses of the neighbours: one zone, one endpoint each.
var neighbours = concat([
  { name: 'postgres', zone: 'privatelink.postgres.database.azure.com', target: postgres.id, group: 'postgresqlServer' }
  { name: 'vault', zone: 'privatelink.vaultcore.azure.net', target: vault.id, group: 'vault' }
], needsRedis ? [
  { name: 'redis', zone: 'privatelink.redis.azure.net', target: redis.id, group: 'redisEnterprise' }
] : [])

module privateEndpoints 'private-endpoint.bicep' = [for index in range(0, needsRedis ? 3 : 2): {
  name: 'private-endpoint-${index}'
  params: {
    name: neighbours[index].name
    location: location
    networkId: network.id
    subnetId: '${network.id}/subnets/data'
    targetId: neighbours[index].target
    groupId: neighbours[index].group
    zoneName: neighbours[index].zone
  }
}]

// ---- data

resource postgres 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: 'workspace-${resourceSuffix}'
  location: location
  sku: { name: postgresSku, tier: postgresTier }
  properties: {
    version: '16'
    administratorLogin: postgresOwner
    administratorLoginPassword: postgresOwnerPassword
    storage: { storageSizeGB: 64, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 30, geoRedundantBackup: 'Disabled' }
    network: { publicNetworkAccess: empty(administratorAddress) ? 'Disabled' : 'Enabled' }
  }

  resource database 'databases' = {
    name: databaseName
    properties: { charset: 'UTF8' }
  }

  resource administrator 'firewallRules' = if (!empty(administratorAddress)) {
    name: 'administrator'
    properties: { startIpAddress: administratorAddress, endIpAddress: administratorAddress }
  }
}

resource redis 'Microsoft.Cache/redisEnterprise@2025-07-01' = if (needsRedis) {
  name: 'workspace-${resourceSuffix}'
  location: location
  sku: { name: 'Balanced_B0' }
  properties: { minimumTlsVersion: '1.2', publicNetworkAccess: 'Disabled' }
}

resource redisDatabase 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' = if (needsRedis) {
  parent: redis
  name: 'default'
  properties: {
    clientProtocol: 'Encrypted'
    port: 10000
    // Publish and subscribe need one address for all channels.
    clusteringPolicy: 'EnterpriseCluster'
    accessKeysAuthentication: 'Enabled'
  }
}

// ---- secrets

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'ws-${resourceSuffix}'
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    publicNetworkAccess: 'Disabled'
  }

  resource clientSecretEntry 'secrets' = {
    name: 'client-secret'
    properties: { value: clientSecret }
  }

  resource connectionStringEntry 'secrets' = {
    name: 'database'
    properties: {
      value: 'Host=${postgres.properties.fullyQualifiedDomainName};Database=${databaseName};Username=${postgresAppRole};Password=${postgresAppPassword};SSL Mode=VerifyFull'
    }
  }
}

resource redisEntry 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (needsRedis) {
  parent: vault
  name: 'redis'
  properties: {
    value: needsRedis ? '${redis!.properties.hostName}:10000,password=${redisDatabase!.listKeys().primaryKey},ssl=True,abortConnect=False' : ''
  }
}

// ---- the Host

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: 'workspace-${resourceSuffix}'
  location: location
  kind: 'linux'
  sku: { name: planSku, capacity: instances }
  properties: { reserved: true }
}

resource host 'Microsoft.Web/sites@2023-12-01' = {
  name: hostName
  location: location
  kind: 'app,linux'
  identity: { type: 'SystemAssigned' }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // SignalR's negotiation and its fall-back transports have to come back to the same instance.
    clientAffinityEnabled: needsRedis
    virtualNetworkSubnetId: '${network.id}/subnets/host'
    siteConfig: {
      linuxFxVersion: 'DOTNETCORE|10.0'
      alwaysOn: true
      webSocketsEnabled: true
      http20Enabled: true
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      healthCheckPath: '/health/ready'
      vnetRouteAllEnabled: true
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union({
      Storage__Provider: 'Postgres'
      Storage__ConnectionString: '@Microsoft.KeyVault(SecretUri=${vault::connectionStringEntry.properties.secretUri})'
      AzureAd__Instance: entraInstance
      AzureAd__TenantId: tenantId
      AzureAd__ClientId: clientId
      AzureAd__ClientSecret: '@Microsoft.KeyVault(SecretUri=${vault::clientSecretEntry.properties.secretUri})'
      Tab__TeamsAppId: teamsAppId
      Organisation__TenantId: tenantId
      Organisation__Name: organisationName
      Organisation__TimeZone: organisationTimeZone
      Organisation__Administrators__0: organisationAdministrator
    }, needsRedis ? {
      Live__Redis: '@Microsoft.KeyVault(SecretUri=${redisEntry!.properties.secretUri})'
    } : {})
    dependsOn: [ hostReadsSecrets ]
  }
}

resource hostReadsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, host.id, keyVaultSecretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
    principalId: host.identity.principalId
    principalType: 'ServicePrincipal'
  }
}

// ---- the bot's registration: the same Entra application, single tenant

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: 'workspace-${resourceSuffix}'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Workspace'
    endpoint: 'https://${tabDomain}/api/messages'
    msaAppId: clientId
    msaAppTenantId: tenantId
    msaAppType: 'SingleTenant'
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: { channelName: 'MsTeamsChannel' }
  }
}

// Read by teamsapp.yml.
output TAB_DOMAIN string = toLower(tabDomain)
output HOST_RESOURCE_ID string = host.id
output DATABASE_HOST string = postgres.properties.fullyQualifiedDomainName
