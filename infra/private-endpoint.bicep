// A private address for one service, and the name that resolves to it inside the network.
param name string
param location string
param networkId string
param subnetId string
param targetId string
param groupId string
param zoneName string

resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: zoneName
  location: 'global'

  resource link 'virtualNetworkLinks' = {
    name: 'workspace'
    location: 'global'
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: networkId }
    }
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2023-11-01' = {
  name: 'workspace-${name}'
  location: location
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: name
        properties: { privateLinkServiceId: targetId, groupIds: [ groupId ] }
      }
    ]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        { name: name, properties: { privateDnsZoneId: zone.id } }
      ]
    }
  }
}
