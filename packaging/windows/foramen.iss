; The installer for Windows, made by Inno Setup 6 from the folder that PyInstaller made:
;   iscc /DVersion=0.1.0 packaging\windows\foramen.iss
; Installs for one person without asking for an administrator. Records are never touched: they lie
; in the person's own folder, which this knows nothing of, and stay when the program is removed.

#ifndef Version
  #error Version is not set: pass /DVersion=...
#endif

[Setup]
AppId={{6B0C1C5E-6B54-4B7C-9A55-0F2C3B7C5E11}
AppName=Foramen
AppVersion={#Version}
AppVerName=Foramen {#Version}
DefaultDirName={autopf}\Foramen
DefaultGroupName=Foramen
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
OutputDir=..\..\build\bundle\out
OutputBaseFilename=foramen-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
LicenseFile=..\..\LICENSE
UninstallDisplayIcon={app}\foramen.exe
CloseApplications=yes
WizardStyle=modern

[Files]
Source: "..\..\build\bundle\dist\foramen\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[InstallDelete]
; What an older version had and this one has not must not be found by it.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\Foramen"; Filename: "{app}\foramen.exe"
Name: "{autodesktop}\Foramen"; Filename: "{app}\foramen.exe"; Tasks: desktopicon

[Tasks]
Name: desktopicon; Description: "A picture on the desktop"

[Run]
Filename: "{app}\foramen.exe"; Description: "Start Foramen"; Flags: nowait postinstall skipifsilent
